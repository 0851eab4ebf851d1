package iam

import "strings"

// Context is what is known of a request, by condition key. A key that is there
// with values has them; one that is there without values is known to be missing
// from the request; about one that is not there nothing is known. Keys have no
// case.
type Context map[string][]string

// Get returns the values of a key; known is false when nothing is known about it.
func (c Context) Get(key string) (values []string, known bool) {
	if values, known = c[key]; known {
		return values, true
	}
	for k, v := range c {
		if strings.EqualFold(k, key) {
			return v, true
		}
	}
	return nil, false
}
