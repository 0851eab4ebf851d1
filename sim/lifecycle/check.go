package lifecycle

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"

	"github.com/covetpy/platform/sim/facts"
	"github.com/covetpy/platform/sim/kind"
)

// defaultsKey lists the inputs that the provider and not the program set. The
// bridge keeps the same list under the same key.
const defaultsKey = "__defaults"

// CheckRequest is one registration's inputs before they are accepted.
type CheckRequest struct {
	URN  string
	Olds kind.Props
	News kind.Props
	// Seed makes up names: the engine's, so that a plan and its update agree.
	Seed []byte
	// DefaultTags of the provider.
	DefaultTags map[string]string
}

// Check fills in defaults, names and tags, and refuses what the provider would
// refuse without asking the cloud.
func (l *Lifecycle) Check(typ string, req CheckRequest) (kind.Props, []kind.Failure, error) {
	k, schema, err := l.lookup(typ)
	if err != nil {
		return nil, nil, err
	}
	inputs := kind.Props{}
	for key, v := range req.News {
		if v = plain(v); !v.IsNull() && key != defaultsKey {
			inputs[key] = v
		}
	}
	filled, err := fill(k, schema, req, inputs)
	if err != nil {
		return nil, nil, err
	}
	if len(filled) > 0 {
		slices.Sort(filled)
		inputs[defaultsKey] = kind.Texts(filled...)
	}
	failures := schemaFailures(l.registry.Schema, schema, inputs)
	if len(failures) > 0 {
		return inputs, failures, nil // the kind's checks may trust the types
	}
	tagAll(schema, req.DefaultTags, inputs)
	for _, path := range slices.Sorted(maps.Keys(k.Checks)) {
		for _, v := range (kind.Values{Props: inputs}).All(path) {
			if v = plain(v); !known(v) {
				continue
			}
			if reason := k.Checks[path](v); reason != "" {
				failures = append(failures, kind.Failure{Path: path, Reason: reason})
			}
		}
	}
	if k.Rules != nil {
		failures = append(failures, k.Rules(kind.Values{Props: inputs})...)
	}
	return inputs, failures, nil
}

// fill sets the defaults and the name, and returns which it set. A default that an
// earlier check set stays as it was.
func fill(k kind.Kind, schema facts.Resource, req CheckRequest, inputs kind.Props) ([]string, error) {
	var filled []string
	for key, v := range k.Defaults {
		if _, given := inputs[key]; given {
			continue
		}
		before, again := req.Olds[key]
		switch {
		case again && isDefault(req.Olds, string(key)):
			v = before
		case unsaid(k, key, v):
			continue
		}
		inputs[key] = v
		filled = append(filled, string(key))
	}
	for path, defaults := range k.Within {
		fillWithin(inputs, strings.Split(path, "."), defaults)
	}
	if !autonamed(k, schema, inputs) {
		return filled, nil
	}
	name, err := madeUpName(k.Autoname, req)
	if err != nil {
		return nil, err
	}
	inputs[k.Autoname.Key()] = kind.Text(name)
	return append(filled, string(k.Autoname.Key())), nil
}

// unsaid is true for a default that the bridge leaves to upstream: one that is the
// same as none, and what the kind says. The resource has it, its inputs don't.
func unsaid(k kind.Kind, key resource.PropertyKey, v resource.PropertyValue) bool {
	nothing := v.IsBool() && !v.BoolValue() || v.IsNumber() && v.NumberValue() == 0 || v.IsString() && v.StringValue() == ""
	return nothing || slices.Contains(k.Unsaid, string(key))
}

// settled are inputs as the resource has them: without the provider's own notes, with
// the defaults that are not among them, and as upstream notes them.
func settled(k kind.Kind, inputs kind.Props) kind.Props {
	out := visible(inputs)
	for key, v := range k.Defaults {
		if _, given := out[key]; !given && unsaid(k, key, v) {
			out[key] = v
		}
	}
	for key, noted := range k.Noted {
		if v := out[key]; v.IsString() {
			out[key] = kind.Text(noted(v.StringValue()))
		}
	}
	if k.Planned != nil {
		maps.Copy(out, k.Planned(kind.Values{Props: out}))
	}
	return out
}

// fillWithin sets the defaults of the objects that a path leads to, "rules[*]". It
// changes copies: what is given is the caller's.
func fillWithin(in kind.Props, steps []string, defaults kind.Props) {
	name, each := strings.CutSuffix(steps[0], "[*]")
	key := resource.PropertyKey(name)
	fill := func(v resource.PropertyValue) resource.PropertyValue {
		if v = plain(v); !v.IsObject() {
			return v // unknown, or not what the schema asks for
		}
		object := maps.Clone(v.ObjectValue())
		if len(steps) > 1 {
			fillWithin(object, steps[1:], defaults)
			return resource.NewProperty(object)
		}
		for key, v := range defaults {
			if _, given := object[key]; !given {
				object[key] = v
			}
		}
		return resource.NewProperty(object)
	}
	v, given := in[key]
	switch v = plain(v); {
	case !given:
	case each && v.IsArray():
		items := make([]resource.PropertyValue, len(v.ArrayValue()))
		for i, item := range v.ArrayValue() {
			items[i] = fill(item)
		}
		in[key] = resource.NewProperty(items)
	case !each:
		in[key] = fill(v)
	}
}

func autonamed(k kind.Kind, schema facts.Resource, inputs kind.Props) bool {
	key := k.Autoname.Key()
	_, named := schema.Inputs[string(key)]
	_, given := inputs[key]
	_, prefixed := inputs["namePrefix"]
	return named && !given && !prefixed && !k.Autoname.Off && !slices.Contains(schema.Required, string(key))
}

// madeUpName keeps the name that an earlier check made up.
func madeUpName(a kind.Autoname, req CheckRequest) (string, error) {
	if key := a.Key(); isDefault(req.Olds, string(key)) && req.Olds[key].IsString() {
		return req.Olds[key].StringValue(), nil
	}
	longest := a.Max
	if longest == 0 {
		longest = 255
	}
	const random = 7
	name := a.Prefix + logicalName(req.URN) + cmp.Or(a.Separator, "-")
	name, err := resource.NewUniqueName(req.Seed, name, random, longest-len(a.Suffix), nil)
	if err != nil { // a name that is too long is not cut
		return "", fmt.Errorf("could not make instance of '%s': %w", resource.URN(req.URN).Type(), err)
	}
	if a.Lower {
		name = strings.ToLower(name)
	}
	return name + a.Suffix, nil
}

// isDefault is true when the provider and not the program set the input.
func isDefault(inputs kind.Props, key string) bool {
	return slices.Contains((kind.Values{Props: inputs}).Texts(defaultsKey+"[*]"), key)
}

// tagAll computes tagsAll: the provider's default tags under the resource's own.
// In the schema it is an input for some types and an output for others; the
// provider computes it for both.
func tagAll(schema facts.Resource, defaults map[string]string, inputs kind.Props) {
	_, tagged := schema.Inputs["tags"]
	_, optional := schema.Inputs["tagsAll"]
	_, computed := schema.Outputs["tagsAll"]
	own, given := inputs["tags"]
	if !tagged || !optional && !computed || !computed && !given && len(defaults) == 0 {
		return
	}
	if given && !known(own) {
		inputs["tagsAll"] = unknown()
		return
	}
	all := kind.Props{}
	for name, value := range defaults {
		all[resource.PropertyKey(name)] = kind.Text(value)
	}
	if given && own.IsObject() {
		maps.Copy(all, own.ObjectValue())
	}
	inputs["tagsAll"] = kind.Nested(all)
}
