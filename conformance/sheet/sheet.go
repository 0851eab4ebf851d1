// Package sheet writes what the simulated cloud knows of upstream's provider: its
// facts, from the schema that the bridge derives and from what the provider answers.
package sheet

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"

	"github.com/covetpy/platform/conformance/limits"
	"github.com/covetpy/platform/conformance/schema"
	"github.com/covetpy/platform/sim/facts"
)

// Make joins a schema with the answers about its resource types, by token.
func Make(source string, p schema.Package, answers map[string]limits.Answers) (facts.Schema, error) {
	out := facts.Schema{Source: source, Resources: map[string]facts.Resource{}, Types: map[string]facts.Object{}}
	for token, r := range p.Resources {
		out.Resources[token] = resource(r)
	}
	for token, o := range p.Types {
		out.Types[token] = facts.Object{Properties: properties(o.Properties), Required: slices.Sorted(slices.Values(o.Required))}
	}
	var faults []error
	for token, a := range answers {
		for path, l := range a.Limits {
			faults = append(faults, amend(out, token, path, func(p *facts.Property) error {
				if p.Limits != nil && !reflect.DeepEqual(*p.Limits, l) {
					return errors.New("the nested type has other limits elsewhere")
				}
				p.Limits = &l
				return nil
			}))
		}
		for path, v := range a.Defaults {
			faults = append(faults, amend(out, token, path, func(p *facts.Property) error {
				if p.Default != nil && p.Default != v {
					return errors.New("the nested type has another default elsewhere")
				}
				p.Default = v
				return nil
			}))
		}
	}
	return reached(out), errors.Join(faults...)
}

func resource(r schema.Resource) facts.Resource {
	inputs := properties(r.Inputs)
	outputs := properties(r.Outputs)
	for name, p := range inputs {
		delete(outputs, name)
		// A property that is always there, though no one has to give it, is made up.
		p.Computed = slices.Contains(r.Always, name) && !slices.Contains(r.RequiredInputs, name)
		inputs[name] = p
	}
	return facts.Resource{Inputs: inputs, Required: slices.Sorted(slices.Values(r.RequiredInputs)), Outputs: outputs}
}

func properties(all map[string]schema.Property) map[string]facts.Property {
	out := map[string]facts.Property{}
	for name, p := range all {
		out[name] = property(p)
	}
	return out
}

func property(p schema.Property) facts.Property {
	out := facts.Property{Type: p.Type, Ref: p.Nested(), Replace: p.Replace, Secret: p.Secret}
	if out.Ref != "" {
		out.Type = ""
	}
	if p.Items != nil {
		items := property(*p.Items)
		out.Items = &items
	}
	if p.Values != nil {
		values := property(*p.Values)
		out.Values = &values
	}
	return out
}

// amend changes the property at a path of a resource's inputs.
func amend(s facts.Schema, token, path string, change func(*facts.Property) error) error {
	holder := s.Resources[token].Inputs
	steps := strings.Split(path, ".")
	for i, step := range steps {
		key := strings.TrimRight(step, "[*]")
		p, ok := holder[key]
		if !ok {
			return fmt.Errorf("%s %s: the schema has no such property", token, path)
		}
		inner := &p
		for range strings.Count(step, "[*]") {
			inner = inner.Items
		}
		if i == len(steps)-1 {
			if err := change(inner); err != nil {
				return fmt.Errorf("%s %s: %w", token, path, err)
			}
			holder[key] = p
			return nil
		}
		holder = s.Types[inner.Ref].Properties
	}
	return nil
}

// reached leaves out nested types that no resource leads to: those of functions.
func reached(s facts.Schema) facts.Schema {
	types := map[string]facts.Object{}
	var visit func(p facts.Property)
	all := func(ps map[string]facts.Property) {
		for _, p := range ps {
			visit(p)
		}
	}
	visit = func(p facts.Property) {
		for _, inner := range []*facts.Property{p.Items, p.Values} {
			if inner != nil {
				visit(*inner)
			}
		}
		if _, seen := types[p.Ref]; p.Ref != "" && !seen {
			types[p.Ref] = s.Types[p.Ref]
			all(s.Types[p.Ref].Properties)
		}
	}
	for _, r := range s.Resources {
		all(r.Inputs)
		all(r.Outputs)
	}
	s.Types = types
	return s
}

// Write is the file as it is kept: sorted, a value a line, the same whenever the
// facts are.
func Write(s facts.Schema) ([]byte, error) {
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", " ")
	if err := encoder.Encode(s); err != nil {
		return nil, fmt.Errorf("write the facts: %w", err)
	}
	return out.Bytes(), nil
}

// Differences names what separates two sheets, at most a few lines a resource type.
func Differences(kept, made facts.Schema) []string {
	var out []string
	if kept.Source != made.Source {
		out = append(out, fmt.Sprintf("made from %q, not %q", made.Source, kept.Source))
	}
	out = append(out, compare("resource type", kept.Resources, made.Resources, func(token string, a, b facts.Resource) []string {
		lines := compare(token+": input", a.Inputs, b.Inputs, changed)
		lines = append(lines, compare(token+": output", a.Outputs, b.Outputs, changed)...)
		if !slices.Equal(a.Required, b.Required) {
			lines = append(lines, fmt.Sprintf("%s: required are %v, not %v", token, b.Required, a.Required))
		}
		return lines
	})...)
	return append(out, compare("nested type", kept.Types, made.Types, func(token string, a, b facts.Object) []string {
		lines := compare(token+": property", a.Properties, b.Properties, changed)
		if !slices.Equal(a.Required, b.Required) {
			lines = append(lines, fmt.Sprintf("%s: required are %v, not %v", token, b.Required, a.Required))
		}
		return lines
	})...)
}

func changed(name string, a, b facts.Property) []string {
	before, _ := json.Marshal(a) //nolint:errchkjson // strings, numbers and flags
	after, _ := json.Marshal(b)  //nolint:errchkjson // strings, numbers and flags
	if bytes.Equal(before, after) {
		return nil
	}
	return []string{fmt.Sprintf("%s is %s, not %s", name, after, before)}
}

// compare goes through two maps: what one lacks is a line, what both have is told
// by what separates them.
func compare[T any](what string, kept, made map[string]T, both func(name string, a, b T) []string) []string {
	var out []string
	names := slices.Sorted(maps.Keys(kept))
	names = append(names, slices.Sorted(maps.Keys(made))...)
	slices.Sort(names)
	for _, name := range slices.Compact(names) {
		a, was := kept[name]
		b, is := made[name]
		switch {
		case !is:
			out = append(out, fmt.Sprintf("%s %s is gone", what, name))
		case !was:
			out = append(out, fmt.Sprintf("%s %s is new", what, name))
		default:
			out = append(out, both(prefixed(what, name), a, b)...)
		}
	}
	return out
}

// prefixed is the bare token for types, whose own lines say what they are.
func prefixed(what, name string) string {
	if strings.HasSuffix(what, "type") {
		return name
	}
	return what + " " + name
}
