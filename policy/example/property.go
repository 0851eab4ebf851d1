package example

import (
	"encoding/json"
	"fmt"
	"maps"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"gopkg.in/yaml.v3"
)

// Property turns YAML into a property. Tags: !unknown is a value that is not known
// yet, !secret wraps one, !json turns a mapping into a JSON text. Aliases and merge
// keys are resolved.
func Property(n *yaml.Node) (resource.PropertyValue, error) {
	switch n.Tag {
	case "!unknown":
		return resource.MakeComputed(resource.NewProperty("")), nil
	case "!secret":
		inner := *n
		inner.Tag = ""
		v, err := Property(&inner)
		return resource.MakeSecret(v), err
	case "!json":
		inner := *n
		inner.Tag = ""
		var plain any
		if err := inner.Decode(&plain); err != nil {
			return resource.PropertyValue{}, fmt.Errorf("line %d: %w", n.Line, err)
		}
		text, err := json.Marshal(plain)
		return resource.NewProperty(string(text)), err
	}
	switch n.Kind {
	case yaml.AliasNode:
		return Property(n.Alias)
	case yaml.MappingNode:
		return object(n)
	case yaml.SequenceNode:
		list := make([]resource.PropertyValue, len(n.Content))
		for i, item := range n.Content {
			v, err := Property(item)
			if err != nil {
				return v, err
			}
			list[i] = v
		}
		return resource.NewProperty(list), nil
	default:
		var plain any
		if err := n.Decode(&plain); err != nil {
			return resource.PropertyValue{}, fmt.Errorf("line %d: %w", n.Line, err)
		}
		return resource.NewPropertyValue(plain), nil
	}
}

func object(n *yaml.Node) (resource.PropertyValue, error) {
	out, merged := resource.PropertyMap{}, resource.PropertyMap{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		v, err := Property(n.Content[i+1])
		if err != nil {
			return v, err
		}
		if n.Content[i].Tag != "!!merge" {
			out[resource.PropertyKey(n.Content[i].Value)] = v
			continue
		}
		if !v.IsObject() {
			return v, fmt.Errorf("line %d: what is merged is not a mapping", n.Line)
		}
		maps.Copy(merged, v.ObjectValue())
	}
	maps.Copy(merged, out) // what is written here wins
	return resource.NewProperty(merged), nil
}
