// Package facts is what the simulated cloud knows of the upstream AWS
// provider's schema: which properties a resource has, of which types, which are
// required, computed or secret, and which force a replacement.
//
// aws.json is made from the provider itself (its "source" says from which
// version); supplement.json adds, in the same form, what that lacks. How a
// service behaves does not belong here: that is each kind's.
package facts

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"sync"
)

//go:embed aws.json
var upstream []byte

//go:embed supplement.json
var supplement []byte

// Schema is every fact, by token.
type Schema struct {
	// Source says what the facts were taken from.
	Source    string              `json:"source"`
	Resources map[string]Resource `json:"resources"`
	// Types are the nested objects that Property.Ref names.
	Types map[string]Object `json:"types"`
}

// Resource is the schema of one resource type.
type Resource struct {
	Inputs   map[string]Property `json:"inputs"`
	Required []string            `json:"required"`
	// Optional are, in the supplement, those that are required no longer.
	Optional []string `json:"optional"`
	// Outputs are the computed properties that are no inputs.
	Outputs map[string]Property `json:"outputs"`
}

// Object is the schema of a nested object.
type Object struct {
	Properties map[string]Property `json:"properties"`
	Required   []string            `json:"required"`
}

// Property is the schema of one value.
type Property struct {
	// Type is string, boolean, integer, number, array or object; empty when Ref
	// names a nested type.
	Type string `json:"type"`
	Ref  string `json:"ref"`
	// Items is the type of an array's elements, Values of a map's.
	Items  *Property `json:"items"`
	Values *Property `json:"values"`
	// Replace is set when a change makes a new resource.
	Replace bool `json:"replace"`
	Secret  bool `json:"secret"`
}

// AWS returns the facts, parsed once. Read only.
var AWS = sync.OnceValues(Parse)

// Parse reads the facts anew: some 10 ms.
func Parse() (*Schema, error) {
	base, err := parse("aws.json", upstream)
	if err != nil {
		return nil, err
	}
	more, err := parse("supplement.json", supplement)
	if err != nil {
		return nil, err
	}
	base.Source += "; " + more.Source
	for token, r := range more.Resources {
		base.Resources[token] = base.Resources[token].with(r)
	}
	for token, o := range more.Types {
		base.Types[token] = base.Types[token].with(o)
	}
	return base, nil
}

// with adds what another source knows of the same resource.
func (r Resource) with(more Resource) Resource {
	inputs := merged(r.Inputs, more.Inputs)
	gone := func(name string) bool {
		_, there := inputs[name]
		return !there || slices.Contains(more.Optional, name)
	}
	return Resource{
		Inputs:   inputs,
		Required: slices.DeleteFunc(slices.Concat(r.Required, more.Required), gone),
		Outputs:  merged(r.Outputs, more.Outputs),
	}
}

func (o Object) with(more Object) Object {
	return Object{
		Properties: merged(o.Properties, more.Properties),
		Required:   append(slices.Clip(o.Required), more.Required...),
	}
}

// merged takes b's word over a's; a null in b takes away what a has wrongly.
func merged(a, b map[string]Property) map[string]Property {
	out := make(map[string]Property, len(a)+len(b))
	maps.Copy(out, a)
	maps.Copy(out, b)
	maps.DeleteFunc(out, func(_ string, p Property) bool { return p == Property{} })
	return out
}

func parse(name string, raw []byte) (*Schema, error) {
	var s Schema
	if err := json.Unmarshal(raw, &s); err != nil {
		return nil, fmt.Errorf("parse %s: %w", name, err)
	}
	return &s, nil
}

// Element is the schema of what a path's next step leads to: an array's items,
// a map's values or a nested object's property. False when there is none.
func (s *Schema) Element(p Property, step any) (Property, bool) {
	switch step := step.(type) {
	case int:
		if p.Items != nil {
			return *p.Items, true
		}
	case string:
		if p.Values != nil {
			return *p.Values, true
		}
		if p.Ref != "" {
			next, ok := s.Types[p.Ref].Properties[step]
			return next, ok
		}
	}
	return Property{}, false
}
