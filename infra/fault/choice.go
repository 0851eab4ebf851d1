package fault

import (
	"fmt"
	"slices"
	"strings"
)

// OneOf records a fault at path unless found is among the accepted. A zero value
// counts as missing, if it is not accepted.
func OneOf[T comparable](c *Check, path string, found T, accepted ...T) {
	if slices.Contains(accepted, found) {
		return
	}
	var missing T
	if found == missing {
		c.Add(path, nil, Words(accepted))
		return
	}
	c.Add(path, found, Words(accepted))
}

// Words lists choices as a person would: "none, single or per-zone".
func Words[T any](choices []T) string {
	texts := make([]string, len(choices))
	for i, choice := range choices {
		texts[i] = fmt.Sprint(choice)
	}
	if len(texts) < 2 {
		return strings.Join(texts, "")
	}
	last := len(texts) - 1
	return strings.Join(texts[:last], ", ") + " or " + texts[last]
}
