package want_test

import (
	"testing"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"github.com/stretchr/testify/assert"

	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/policy/rule/want"
)

// verdict asks a check about a resource whose property p has a value.
func verdict(check want.Check, value resource.PropertyValue) string {
	m := resource.PropertyMap{}
	if !value.IsNull() {
		m["p"] = value
	}
	r := rule.Rule{Settings: []rule.Setting{{Name: "days", Doc: "days", Number: rule.Same(7.0)}}}
	rep := rule.NewReport(r, rule.Context{}, "urn")
	check(&rule.Resource{Properties: m}, rep)
	switch {
	case len(rep.Findings()) > 0:
		return "fails"
	case len(rep.Open()) > 0:
		return "open"
	default:
		return "passes"
	}
}

func TestChecks(t *testing.T) {
	text, number, boolean := resource.NewProperty[string], resource.NewProperty[float64], resource.NewProperty[bool]
	list := func(items ...resource.PropertyValue) resource.PropertyValue { return resource.NewProperty(items) }
	unset, unknown := resource.NewNullProperty(), resource.MakeComputed(text(""))
	always := func(answer rule.Truth) func(*rule.Resource) rule.Truth {
		return func(*rule.Resource) rule.Truth { return answer }
	}
	tests := map[string]struct {
		check                want.Check
		passes, fails, opens []resource.PropertyValue
	}{
		"true": {
			want.True("p", "off"),
			list(boolean(true), text("true")).ArrayValue(), list(boolean(false), text("no"), unset).ArrayValue(), list(unknown).ArrayValue(),
		},
		"true or unset": {
			want.TrueOrUnset("p", "off"),
			list(boolean(true), unset).ArrayValue(), list(boolean(false)).ArrayValue(), list(unknown).ArrayValue(),
		},
		"false": {
			want.False("p", "on"),
			list(boolean(false), unset).ArrayValue(), list(boolean(true), text("true")).ArrayValue(), list(unknown).ArrayValue(),
		},
		"said false": {
			want.SaidFalse("p", "on"),
			list(boolean(false)).ArrayValue(), list(boolean(true), unset).ArrayValue(), list(unknown).ArrayValue(),
		},
		"one of": {
			want.OneOf("p", "other", "a", "b"),
			list(text("b")).ArrayValue(), list(text("B"), unset, list()).ArrayValue(), list(unknown).ArrayValue(),
		},
		"not one of": {
			want.NotOneOf("p", "refused", "default"),
			list(text("own"), unset).ArrayValue(), list(text("Default"), text(" default ")).ArrayValue(), list(unknown).ArrayValue(),
		},
		"given": {
			want.Given("p", "missing"),
			list(text("x"), list(text("x"))).ArrayValue(), list(text(" "), unset, list()).ArrayValue(), list(unknown).ArrayValue(),
		},
		"not given": {
			want.NotGiven("p", "there"),
			list(text(""), unset, list()).ArrayValue(), list(text("x"), list(text("x"))).ArrayValue(), list(unknown).ArrayValue(),
		},
		"at least": {
			want.AtLeast("p", "few", 7),
			list(number(7), text("8")).ArrayValue(), list(number(6), text("many"), unset).ArrayValue(), list(unknown).ArrayValue(),
		},
		"at least a setting": {
			want.AtLeastSetting("p", "few", "days"),
			list(number(7)).ArrayValue(), list(number(6)).ArrayValue(), list(unknown).ArrayValue(),
		},
		"contains": {
			want.Contains("p", "incomplete", "a"),
			list(list(text("b"), text("a"))).ArrayValue(), list(list(text("b")), list(), unset).ArrayValue(),
			list(unknown, list(unknown, text("b"))).ArrayValue(),
		},
		"a condition that does not hold": {
			want.When(always(rule.No), "p", want.True("p", "off")), list(unset).ArrayValue(), nil, nil,
		},
		"a condition that is open": {
			want.When(always(rule.Unknown), "p", want.True("p", "off")), nil, nil, list(unset, boolean(true)).ArrayValue(),
		},
		"one of several": {
			want.All(want.Given("p", "missing"), want.When(always(rule.Yes), "p", want.True("p", "off"))),
			list(text("true")).ArrayValue(), list(text("x"), unset).ArrayValue(), list(unknown).ArrayValue(),
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			for outcome, values := range map[string][]resource.PropertyValue{
				"passes": test.passes, "fails": test.fails, "open": test.opens,
			} {
				for _, v := range values {
					assert.Equal(t, outcome, verdict(test.check, v), "%v", v)
				}
			}
		})
	}
}
