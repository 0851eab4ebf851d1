// Package facts is what the simulated cloud knows of the upstream AWS
// provider's schema: which properties a resource has, of which types, which are
// required, computed or secret, which force a replacement, what they are when they
// are not given, and which values they may have.
//
// aws.json is made from the provider itself, as its "source" says, by
//
//	go run -C conformance ./cmd/conform build
//	go run -C conformance ./cmd/conform facts
//
// and has no other source: nothing in it is written by hand. It knows the types that
// the simulated cloud has. How a service behaves does not belong here: that is each
// kind's.
package facts

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"sync"
)

//go:embed aws.json
var upstream []byte

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
	Required []string            `json:"required,omitempty"`
	// Outputs are the computed properties that are no inputs.
	Outputs map[string]Property `json:"outputs,omitempty"`
}

// Object is the schema of a nested object.
type Object struct {
	Properties map[string]Property `json:"properties"`
	Required   []string            `json:"required,omitempty"`
}

// Property is the schema of one value.
type Property struct {
	// Type is string, boolean, integer, number, array or object; empty when Ref
	// names a nested type.
	Type string `json:"type,omitempty"`
	Ref  string `json:"ref,omitempty"`
	// Items is the type of an array's elements, Values of a map's.
	Items  *Property `json:"items,omitempty"`
	Values *Property `json:"values,omitempty"`
	// Replace is set when a change makes a new resource.
	Replace bool `json:"replace,omitempty"`
	Secret  bool `json:"secret,omitempty"`
	// Computed is set for an input that is made up when it is not given.
	Computed bool `json:"computed,omitempty"`
	// Default is the value of an input that is not given.
	Default any `json:"default,omitempty"`
	// Limits are the values that it may have; nil for any.
	Limits *Limits `json:"limits,omitempty"`
}

// AWS returns the facts, parsed once. Read only.
var AWS = sync.OnceValues(func() (*Schema, error) { return Parse(upstream) })

// Parse reads facts as they are kept.
func Parse(raw []byte) (*Schema, error) {
	var s Schema
	if err := json.Unmarshal(raw, &s); err != nil {
		return nil, fmt.Errorf("parse the facts of AWS: %w", err)
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
