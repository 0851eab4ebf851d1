package lifecycle

import (
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"

	"github.com/agext/levenshtein"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"

	"github.com/covetpy/platform/sim/facts"
	"github.com/covetpy/platform/sim/kind"
)

// schemaFailures are the values that the provider's schema does not admit: an
// unknown property, a missing one, a wrong type, a value beyond limits, at any depth.
func schemaFailures(schema *facts.Schema, r facts.Resource, inputs kind.Props) []kind.Failure {
	v := schemaCheck{schema: schema}
	v.object("", facts.Object{Properties: r.Inputs, Required: r.Required}, inputs)
	return v.failures
}

type schemaCheck struct {
	schema   *facts.Schema
	failures []kind.Failure
}

func (c *schemaCheck) fail(path, format string, args ...any) {
	c.failures = append(c.failures, kind.Failure{Path: path, Reason: fmt.Sprintf(format, args...)})
}

func (c *schemaCheck) object(path string, o facts.Object, props kind.Props) {
	for _, key := range props.StableKeys() {
		name := string(key)
		at := property(path, name)
		p, ok := o.Properties[name]
		switch {
		case strings.HasPrefix(name, "__"): // the engine's and the bridge's own
		case !ok:
			c.fail(at, "An argument named %q is not expected here.%s", name, didYouMean(name, o.Properties))
		default:
			c.value(at, p, props[key])
		}
	}
	for _, name := range o.Required {
		if v, ok := props[resource.PropertyKey(name)]; !ok || v.IsNull() {
			c.fail(property(path, name), "Missing required argument. The argument %q is required, but no definition was found.", name)
		}
	}
}

func (c *schemaCheck) value(path string, p facts.Property, v resource.PropertyValue) {
	v = plain(v)
	if v.IsNull() || !known(v) {
		return
	}
	switch {
	case p.Ref != "" && v.IsObject():
		c.object(path, c.schema.Types[p.Ref], v.ObjectValue())
	case p.Type == "array" && v.IsArray():
		items := *p.Items
		items.Secret = items.Secret || p.Secret
		for i, item := range v.ArrayValue() {
			c.value(fmt.Sprintf("%s[%d]", path, i), items, item)
		}
	case p.Type == "object" && v.IsObject():
		for _, key := range v.ObjectValue().StableKeys() {
			if p.Values != nil {
				c.value(property(path, string(key)), *p.Values, v.ObjectValue()[key])
			}
		}
	case !primitive(p.Type, v):
		c.fail(path, "expected type %q, got %s", wanted(p), v.TypeString())
	case p.Limits != nil:
		if reason := refusal(path, p, v); reason != "" {
			c.fail(path, "%s", reason)
		}
	}
}

// refusal is why upstream's provider would not take a value; a secret is not
// repeated in it.
func refusal(path string, p facts.Property, v resource.PropertyValue) string {
	name := path[strings.LastIndexByte(path, '.')+1:]
	reason := p.Limits.Refusal(name, v.V)
	if p.Secret && v.IsString() && v.StringValue() != "" {
		reason = strings.ReplaceAll(reason, v.StringValue(), "[secret]")
	}
	return reason
}

func primitive(typ string, v resource.PropertyValue) bool {
	switch typ {
	case "string":
		return v.IsString()
	case "boolean":
		return v.IsBool()
	case "number":
		return v.IsNumber()
	case "integer":
		return v.IsNumber() && v.NumberValue() == math.Trunc(v.NumberValue())
	default:
		return false
	}
}

func wanted(p facts.Property) string {
	if p.Ref != "" {
		return "object"
	}
	return p.Type
}

// didYouMean names the nearest property, when one is near.
func didYouMean(name string, known map[string]facts.Property) string {
	best, distance := "", 1+max(2, len(name)/3)
	for _, candidate := range slices.Sorted(maps.Keys(known)) {
		if d := levenshtein.Distance(strings.ToLower(name), strings.ToLower(candidate), nil); d < distance {
			best, distance = candidate, d
		}
	}
	if best == "" {
		return ""
	}
	return fmt.Sprintf(" Did you mean %q?", best)
}
