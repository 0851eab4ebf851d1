package rule

import (
	"maps"
	"slices"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
)

// Resource is what a rule reads: the inputs of a resource that is about to be
// made (Check), or its outputs (CheckStack).
type Resource struct {
	URN        resource.URN
	Type       string // canonical
	Name       string // the last part of the URN
	Parent     resource.URN
	Protect    bool // Pulumi's own protection, not the cloud's
	Properties resource.PropertyMap
	// Dependencies maps a property of the resource to those whose outputs it was
	// made from. Only a whole stack knows them.
	Dependencies map[string][]resource.URN
	// Trace is told what is read of the resource; nil tells nobody.
	Trace *Trace

	memo map[string]any
}

// At reads a property by its path, "metadataOptions.httpTokens".
func (r *Resource) At(path string) Value {
	root := NewValue("", resource.NewProperty(r.Properties))
	root.trace = r.Trace
	return root.At(path)
}

// With is the same resource with other properties.
func (r *Resource) With(properties resource.PropertyMap) *Resource {
	other := *r
	other.Properties, other.memo = properties, nil
	return &other
}

// Once returns what work makes of a resource, and does the work only the first
// time it is asked for under the key: several rules read the same policy
// document. A resource is asked by one rule at a time.
func Once[T any](r *Resource, key string, work func(*Resource) T) T {
	if done, ok := r.memo[key].(T); ok {
		return done
	}
	done := work(r)
	if r.memo == nil {
		r.memo = map[string]any{}
	}
	r.memo[key] = done
	return done
}

// Stack is every resource of a deployment.
type Stack struct {
	resources []*Resource
	byType    map[string][]*Resource
	derived   map[string]any
}

// Derive is Once for a whole stack: several rules ask for the same graph of it. A
// stack is asked by one rule at a time.
func Derive[T any](s *Stack, key string, work func(*Stack) T) T {
	if done, ok := s.derived[key].(T); ok {
		return done
	}
	done := work(s)
	if s.derived == nil {
		s.derived = map[string]any{}
	}
	s.derived[key] = done
	return done
}

// NewStack makes a stack of resources; their order stays.
func NewStack(resources []*Resource) *Stack {
	s := &Stack{resources: resources, byType: map[string][]*Resource{}}
	for _, r := range resources {
		s.byType[r.Type] = append(s.byType[r.Type], r)
	}
	return s
}

// All returns every resource, in the stack's order: of those whose types the rule
// does not declare, what identifies them and what they are made from.
func (s *Stack) All() []*Resource { return slices.Clone(s.resources) }

// Replaced is the same stack with one resource in place of another that it
// holds, or without that one when there is none to take its place.
func (s *Stack) Replaced(old, other *Resource) *Stack {
	swap := func(list []*Resource) []*Resource {
		i := slices.Index(list, old)
		if i < 0 {
			return list
		}
		if other == nil {
			return slices.Delete(slices.Clone(list), i, i+1)
		}
		out := slices.Clone(list)
		out[i] = other
		return out
	}
	out := &Stack{resources: swap(s.resources), byType: maps.Clone(s.byType)}
	out.byType[old.Type] = swap(s.byType[old.Type])
	return out
}

// OfType returns the resources of any of the types, in the stack's order within
// each type. A rule may only ask for types that it declares: of others the
// properties were not read.
func (s *Stack) OfType(types ...string) []*Resource {
	var out []*Resource
	for _, t := range types {
		out = append(out, s.byType[t]...)
	}
	return out
}
