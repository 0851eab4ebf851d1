package identity

import "slices"

// oneOrMany is a string or a list of strings: IAM takes a list of one as a
// string, and AWS stores it so. It is nil where there is none.
type oneOrMany any

// canonical renders values sorted and without repetitions.
func canonical[T any](values []T, text func(T) string) oneOrMany {
	out := make([]string, len(values))
	for i, v := range values {
		out[i] = text(v)
	}
	slices.Sort(out)
	out = slices.Compact(out)
	switch len(out) {
	case 0:
		return nil
	case 1:
		return out[0]
	default:
		return out
	}
}

func verbatim(s string) string { return s }
