package rule

import (
	"strconv"
	"strings"
)

// step is one step of a path: into a field, or to an element of a list.
type step struct {
	key   string
	index int // -1 for a field
}

// steps splits "rules[0].status" into its steps. Paths are constants of rules;
// what is no number between brackets is a field's name.
func steps(path string) []step {
	var out []step
	for part := range strings.SplitSeq(path, ".") {
		key, rest, _ := strings.Cut(part, "[")
		if key != "" {
			out = append(out, step{key: key, index: -1})
		}
		for rest != "" {
			var inner string
			inner, rest, _ = strings.Cut(rest, "]")
			rest = strings.TrimPrefix(rest, "[")
			if i, err := strconv.Atoi(inner); err == nil && i >= 0 {
				out = append(out, step{index: i})
			} else {
				out = append(out, step{key: strings.Trim(inner, `"`), index: -1})
			}
		}
	}
	return out
}

// join appends a field to a path.
func join(path, key string) string {
	if path == "" {
		return key
	}
	return path + "." + key
}

// element appends a list index to a path.
func element(path string, i int) string { return path + "[" + strconv.Itoa(i) + "]" }

// Root is the first field of a path: the input that it lies in.
func Root(path string) string {
	if end := strings.IndexAny(path, ".["); end >= 0 {
		return path[:end]
	}
	return path
}
