// Package limits finds which values upstream's provider takes, by asking it: its
// validators are functions, which no schema shows. Every input of every type is
// given improbable values, alone, and what the provider says of them is read. Then
// each limit is tried from both sides, with the code that the simulated cloud checks
// it with: one that the provider contradicts even once is not a limit.
package limits

import (
	"maps"
	"slices"
	"strings"

	"github.com/covetpy/platform/conformance/schema"
)

// Leaf is a single value among the inputs of a resource type.
type Leaf struct {
	// Token of the resource type.
	Token string
	// Path leads to the value: "rules[*].name".
	Path string
	// Type is string, boolean, integer or number.
	Type string
}

// Leaves are the inputs of a resource type that are single values, sorted by path.
func Leaves(p schema.Package, token string) []Leaf {
	w := walk{schema: p, token: token}
	w.properties("", p.Resources[token].Inputs)
	return w.out
}

type walk struct {
	schema schema.Package
	token  string
	out    []Leaf
}

func (w *walk) properties(path string, properties map[string]schema.Property) {
	for _, name := range slices.Sorted(maps.Keys(properties)) {
		w.value(strings.TrimPrefix(path+"."+name, "."), properties[name])
	}
}

func (w *walk) value(path string, p schema.Property) {
	switch {
	case p.Nested() != "":
		w.properties(path, w.schema.Types[p.Nested()].Properties)
	case p.Items != nil:
		w.value(path+"[*]", *p.Items)
	case p.Type != "object" && p.Type != "array":
		w.out = append(w.out, Leaf{w.token, path, p.Type})
	}
}

// inputs are those that have nothing but a value at the path.
func inputs(path string, value any) map[string]any {
	name, rest, nested := strings.Cut(path, ".")
	bare := strings.TrimRight(name, "[*]")
	inner := value
	if nested {
		inner = inputs(rest, value)
	}
	for range strings.Count(name, "[*]") {
		inner = []any{inner}
	}
	return map[string]any{bare: inner}
}
