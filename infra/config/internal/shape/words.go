package shape

import (
	"encoding"
	"fmt"
	"reflect"
	"strings"
)

// IsText reports whether a type is written as text that it parses itself
// (netip.Prefix).
func IsText(t reflect.Type) bool {
	return reflect.PointerTo(t).Implements(reflect.TypeFor[encoding.TextUnmarshaler]())
}

// Values lists what a type with a closed set of values accepts, nil for others.
func Values(t reflect.Type) []string {
	if c, ok := reflect.TypeAssert[Choice](reflect.Zero(t)); ok {
		return c.Values()
	}
	return nil
}

// Accepts says in words what a value of the type, under the rule, may be.
func Accepts(t reflect.Type, r Rule) string {
	if t.Kind() == reflect.Pointer {
		return Accepts(t.Elem(), r) + ", or null for none"
	}
	if choices := Values(t); choices != nil {
		return Or(choices)
	}
	if IsText(t) {
		return "an address range, 10.10.0.0/16"
	}
	switch t.Kind() {
	case reflect.Bool:
		return "true or false"
	case reflect.Int:
		if r.Range != nil {
			return fmt.Sprintf("%d to %d", r.Range.Least, r.Range.Most)
		}
		return "a whole number"
	case reflect.String:
		if r.Format != nil {
			return r.Format.Words
		}
		return "text"
	case reflect.Slice:
		return atLeast("a list", r) + ", each " + Accepts(t.Elem(), r.Element())
	case reflect.Map:
		return atLeast("a mapping", r) + ", each key " + AcceptsKey(t, r)
	default:
		return "a mapping"
	}
}

func atLeast(what string, r Rule) string {
	if r.Least > 0 {
		return fmt.Sprintf("%s of at least %d", what, r.Least)
	}
	return what
}

// AcceptsKey says in words what a map's keys may be.
func AcceptsKey(t reflect.Type, r Rule) string {
	if choices := Values(t.Key()); choices != nil {
		return Or(choices)
	}
	if r.Keys != nil {
		return r.Keys.Words
	}
	return "text"
}

// Or joins alternatives: "none, single or per-zone".
func Or(words []string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	last := len(words) - 1
	return strings.Join(words[:last], ", ") + " or " + words[last]
}
