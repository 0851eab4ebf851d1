// Package names compares the properties that the bridge derives from upstream's
// provider with those of the Pulumi Go SDK. The two are made apart from each other,
// the SDK's with hundreds of corrections by hand: a property that differs would be
// refused, or dropped without a word, when the program's inputs reach the provider.
package names

import "strings"

// Shape is the form of a value, as both sides can say it.
type Shape struct {
	// Kind is string, boolean, integer, number, list, map, object or any.
	Kind string
	// Of is the shape of a list's or a map's elements.
	Of *Shape
	// Object is the side's own name of a nested object.
	Object string
	// Need says whether the value has to be given.
	Need Need
}

// Need is whether a value has to be given.
type Need string

// The answers; a list in a Go struct does not say.
const (
	Required Need = "required"
	Optional Need = "optional"
	Unsaid   Need = ""
)

// Fields are the properties of an object.
type Fields map[string]Shape

// Objects looks nested objects up by the name that a Shape has of them.
type Objects func(name string) (Fields, error)

// String writes the shape without the names of objects, which differ.
func (s Shape) String() string {
	if s.Of == nil {
		return s.Kind
	}
	return s.Kind + " of " + s.Of.String()
}

// innermost goes through lists and maps, and says which.
func (s Shape) innermost() (Shape, string) {
	var steps strings.Builder
	for s.Of != nil {
		steps.WriteString(map[string]string{"list": "[*]", "map": ".*"}[s.Kind])
		s = *s.Of
	}
	return s, steps.String()
}

// needed is false only where one side asks for the value and the other does not.
func (s Shape) needed(other Shape) bool {
	return s.Need == other.Need || s.Need == Unsaid || other.Need == Unsaid
}

// agrees is true for two forms of which each takes the other's values. The SDK's
// "any" is a string or a document: it takes what upstream's string takes.
func (s Shape) agrees(other Shape) bool {
	if s.Kind == "any" || other.Kind == "any" {
		return true
	}
	if s.Kind != other.Kind {
		return false
	}
	return s.Of == nil || s.Of.agrees(*other.Of)
}
