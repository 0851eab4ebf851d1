package check

import (
	"slices"
	"strings"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"

	"github.com/covetpy/platform/conformance/names"
	"github.com/covetpy/platform/conformance/schema"
)

// NewerValue is a value that upstream was not shown, as its provider here does not
// have the property, for a reason that the list of package names gives.
type NewerValue struct {
	URN      resource.URN
	Property string
	Why      string
	// Unjudged is set where upstream was not shown the resource at all.
	Unjudged bool
}

// upstreamsView is what upstream's provider knows of inputs.
type upstreamsView struct {
	schema schema.Package
	names  names.Known
}

// why is the reason for which upstream's provider lacks a property that the Go SDK
// has; empty when there is none.
func (u upstreamsView) why(typ, path string) string {
	for _, entry := range u.names {
		if entry.Side == names.OnlySDK && slices.Contains(entry.Properties, typ+" "+path) {
			return entry.Reason
		}
	}
	return ""
}

// needs is true when the inputs lack an argument that only upstream's version here
// requires: with a newer alternative taken away, it would be another resource.
func (u upstreamsView) needs(typ string, inputs resource.PropertyMap) bool {
	for _, entry := range u.names {
		for _, property := range entry.Properties {
			token, path, _ := strings.Cut(property, " ")
			if entry.Side == names.Both && token == typ && !strings.Contains(path, ".") && !inputs.HasValue(resource.PropertyKey(path)) {
				return true
			}
		}
	}
	return false
}

// known splits inputs into those that upstream has a property for, at any depth,
// and the paths of the others, each once. The bridge drops an unknown property of a
// framework resource without a word.
func (u upstreamsView) known(typ string, inputs resource.PropertyMap) (resource.PropertyMap, []string) {
	s := split{types: u.schema.Types}
	out := s.object("", u.schema.Resources[typ].Inputs, inputs)
	slices.Sort(s.beyond)
	return out, slices.Compact(s.beyond)
}

type split struct {
	types  map[string]schema.Object
	beyond []string
}

func (s *split) object(path string, has map[string]schema.Property, in resource.PropertyMap) resource.PropertyMap {
	out := resource.PropertyMap{}
	for _, key := range in.StableKeys() {
		p, ok := has[string(key)]
		switch at := strings.TrimPrefix(path+"."+string(key), "."); {
		case strings.HasPrefix(string(key), "__"): // the engine's and the bridge's own
			out[key] = in[key]
		case !ok:
			s.beyond = append(s.beyond, at)
		default:
			out[key] = s.value(at, p, in[key])
		}
	}
	return out
}

func (s *split) value(path string, p schema.Property, v resource.PropertyValue) resource.PropertyValue {
	nested, isObject := s.types[p.Nested()]
	switch {
	case v.IsSecret():
		return resource.MakeSecret(s.value(path, p, v.SecretValue().Element))
	case v.IsArray() && p.Items != nil:
		out := make([]resource.PropertyValue, len(v.ArrayValue()))
		for i, item := range v.ArrayValue() {
			out[i] = s.value(path+"[*]", *p.Items, item)
		}
		return resource.NewProperty(out)
	case v.IsObject() && isObject:
		return resource.NewProperty(s.object(path, nested.Properties, v.ObjectValue()))
	default:
		return v
	}
}
