package rule

import "strings"

// Like says whether a text is of a pattern, in which a star is any text, none
// included.
func Like(pattern, text string) bool {
	parts := strings.Split(pattern, "*")
	for i, part := range parts {
		switch {
		case i == 0:
			rest, ok := strings.CutPrefix(text, part)
			if !ok {
				return false
			}
			text = rest
		case i == len(parts)-1:
			return strings.HasSuffix(text, part)
		default:
			_, rest, ok := strings.Cut(text, part)
			if !ok {
				return false
			}
			text = rest
		}
	}
	return text == ""
}
