// Package example builds resources from YAML, for whoever shows resources to
// rules that no program made: the examples of rules, and the bench.
package example

import (
	"fmt"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"github.com/pulumi/pulumi/sdk/v3/go/common/tokens"
	"gopkg.in/yaml.v3"

	"github.com/covetpy/platform/policy/rule"
)

// Resource is one resource of a stack.
type Resource struct {
	Name       string    `yaml:"name"`
	Type       string    `yaml:"type"`
	Protect    bool      `yaml:"protect"`
	Properties yaml.Node `yaml:"properties"`
	// Parent is the name of the resource that it is a child of.
	Parent string `yaml:"parent"`
	// Dependencies maps a property to the names of the resources it is made from.
	Dependencies map[string][]string `yaml:"dependencies"`
}

// Build makes resources as they are described, in that order. Dependencies and
// parents name others of them.
func Build(described []Resource) ([]*rule.Resource, error) {
	out := make([]*rule.Resource, len(described))
	byName := map[string]*rule.Resource{}
	for i, d := range described {
		res, err := New(d.Name, d.Type, d.Properties, d.Protect)
		if err != nil {
			return nil, err
		}
		out[i], byName[d.Name] = res, res
	}
	for i, d := range described {
		if d.Parent != "" {
			parent, ok := byName[d.Parent]
			if !ok {
				return nil, fmt.Errorf("%s is a child of %s, which is not in the example", d.Name, d.Parent)
			}
			out[i].Parent = parent.URN
		}
		for property, names := range d.Dependencies {
			for _, name := range names {
				to, ok := byName[name]
				if !ok {
					return nil, fmt.Errorf("%s depends on %s, which is not in the example", d.Name, name)
				}
				out[i].Dependencies[property] = append(out[i].Dependencies[property], to.URN)
			}
		}
	}
	return out, nil
}

// New makes one resource. A type may be any of its tokens.
func New(name, typ string, node yaml.Node, protect bool) (*rule.Resource, error) {
	properties := resource.PropertyMap{}
	if !node.IsZero() {
		v, err := Property(&node)
		if err != nil {
			return nil, err
		}
		if !v.IsObject() {
			return nil, fmt.Errorf("properties of %s are not a mapping", name)
		}
		properties = v.ObjectValue()
	}
	return &rule.Resource{
		URN:          resource.NewURN("test", "example", "", tokens.Type(typ), name),
		Type:         rule.Canonical(typ),
		Name:         name,
		Protect:      protect,
		Properties:   properties,
		Dependencies: map[string][]resource.URN{},
	}, nil
}
