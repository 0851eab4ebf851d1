package names

import (
	"errors"
	"fmt"
	"maps"
	"slices"

	"github.com/covetpy/platform/conformance/schema"
)

// Compare finds every difference between the Go SDK and a provider's schema, of
// all resource types and functions that the schema has. A type of which nothing is
// the same was matched wrongly, and is an error.
func Compare(sdk *SDK, p schema.Package) ([]Difference, error) {
	var out []Difference
	var faults []error
	upstream := func(token string) (Fields, error) {
		o, ok := p.Types[token]
		if !ok {
			return nil, fmt.Errorf("upstream's schema has no type %s", token)
		}
		return fields(o.Properties, o.Required), nil
	}
	compare := func(token string, read func(string) (Fields, Fields, error), ins, outs Fields) {
		c := comparison{token: token, sdk: sdk.object, upstream: upstream, seen: map[[2]string]bool{}}
		inputs, outputs, err := read(token)
		if err == nil {
			err = errors.Join(c.fields("", inputs, ins), c.fields("", outputs, outs))
		}
		if err == nil && alien(inputs, outputs, ins, outs) {
			err = fmt.Errorf("%s: upstream's type has nothing in common with the Go SDK's: conformance/upstream/match.go matches it wrongly", token)
		}
		faults = append(faults, err)
		out = append(out, c.out...)
	}
	for _, token := range slices.Sorted(maps.Keys(p.Resources)) {
		r := p.Resources[token]
		compare(token, sdk.resource, fields(r.Inputs, r.RequiredInputs), fields(r.Outputs, nil))
	}
	for _, token := range slices.Sorted(maps.Keys(p.Functions)) {
		f := p.Functions[token]
		compare(token, sdk.function, fields(f.Arguments.Properties, f.Arguments.Required), fields(f.Results.Properties, f.Results.Required))
	}
	return sorted(out), errors.Join(faults...)
}

// common are what nearly all types have.
var common = []string{"arn", "id", "name", "region", "tags", "tagsAll"}

// alien is true when nothing that is peculiar to the type is on both sides.
func alien(inputs, outputs, ins, outs Fields) bool {
	own := 0
	for _, pair := range [][2]Fields{{inputs, ins}, {outputs, outs}} {
		for name := range pair[0] {
			if slices.Contains(common, name) {
				continue
			}
			own++
			if _, ok := pair[1][name]; ok {
				return false
			}
		}
	}
	return own > 0
}

// fields are the properties of an object; required is nil where every property is
// there or not as it may be, as in a resource's state.
func fields(properties map[string]schema.Property, required []string) Fields {
	out := Fields{}
	for name, p := range properties {
		s := shape(p)
		s.Need = Optional
		if slices.Contains(required, name) {
			s.Need = Required
		}
		out[name] = s
	}
	return out
}

// shape reads the form of a value off the schema.
func shape(p schema.Property) Shape {
	element := func(kind string, of schema.Property) Shape {
		inner := shape(of)
		return Shape{Kind: kind, Of: &inner}
	}
	switch {
	case p.Nested() != "":
		return Shape{Kind: "object", Object: p.Nested()}
	case p.Items != nil:
		return element("list", *p.Items)
	case p.Values != nil:
		return element("map", *p.Values)
	case p.Type == "" || p.Type == "object":
		return Shape{Kind: "any"}
	default:
		return Shape{Kind: p.Type}
	}
}
