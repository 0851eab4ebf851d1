package kube_test

import (
	"net/netip"
	"testing"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"github.com/stretchr/testify/assert"
	"pgregory.net/rapid"

	"github.com/covetpy/platform/policy/kube"
	"github.com/covetpy/platform/policy/rule"
)

func value(v any) rule.Value { return rule.NewValue("v", resource.NewPropertyValue(v)) }

func later() rule.Value {
	return rule.NewValue("v", resource.MakeComputed(resource.NewProperty("")))
}

func TestSelectors(t *testing.T) {
	labels := map[string]any{"app": "api", "tier": "back"}
	expression := func(key, operator string, values ...any) any {
		return map[string]any{"matchExpressions": []any{map[string]any{"key": key, "operator": operator, "values": values}}}
	}
	for name, tt := range map[string]struct {
		selector any
		want     rule.Truth
	}{
		"an empty one takes everything":     {map[string]any{}, rule.Yes},
		"a label":                           {map[string]any{"matchLabels": map[string]any{"app": "api"}}, rule.Yes},
		"a label of another case":           {map[string]any{"matchLabels": map[string]any{"app": "Api"}}, rule.No},
		"one of two labels is wrong":        {map[string]any{"matchLabels": map[string]any{"app": "api", "tier": "front"}}, rule.No},
		"in a list":                         {expression("app", "In", "web", "api"), rule.Yes},
		"a label that is not there":         {expression("job", "In", "web"), rule.No},
		"outside a list":                    {expression("app", "NotIn", "web"), rule.Yes},
		"outside a list, as it isn't there": {expression("job", "NotIn", "web"), rule.Yes},
		"there":                             {expression("app", "Exists"), rule.Yes},
		"not there":                         {expression("app", "DoesNotExist"), rule.No},
		"an operator that is none":          {expression("app", "Equals", "api"), rule.No},
	} {
		assert.Equal(t, tt.want, kube.Selects(value(tt.selector), value(labels)), name)
	}
	unset := rule.NewValue("v", resource.NewNullProperty())
	assert.Equal(t, rule.No, kube.Selects(unset, value(labels)), "no selector takes nothing")
	assert.Equal(t, rule.Yes, kube.Selects(value(map[string]any{}), later()), "whatever the labels are")
	assert.Equal(t, rule.Unknown, kube.Selects(value(expression("app", "Exists")), later()))
	assert.Equal(t, rule.Unknown, kube.Selects(later(), value(labels)))
}

func TestRangesThatAreTheInternet(t *testing.T) {
	for cidr, want := range map[string]rule.Truth{
		"0.0.0.0/0": rule.Yes, "0.0.0.0/1": rule.Yes, "128.0.0.0/2": rule.Yes, "::/0": rule.Yes, "2000::/3": rule.Yes,
		"10.0.0.0/8": rule.No, "192.168.0.0/16": rule.No, "203.0.113.9/32": rule.No, "fd00::/8": rule.No, "fc00::/7": rule.No,
		"2001:db8::/32": rule.No, "no range": rule.No,
	} {
		assert.Equal(t, want, kube.Wide(value(cidr)), cidr)
	}
	assert.Equal(t, rule.Unknown, kube.Wide(later()))
}

// A range that is not wide can't be the union of few: what is refused is refused
// by its size, wherever it lies.
func TestALongerPrefixIsNeverWiderThanAShorterOne(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		address := netip.AddrFrom4([4]byte(rapid.SliceOfN(rapid.Byte(), 4, 4).Draw(t, "address")))
		bits := rapid.IntRange(0, 31).Draw(t, "bits")
		shorter, longer := netip.PrefixFrom(address, bits), netip.PrefixFrom(address, bits+1)
		if kube.Wide(value(longer.Masked().String())) == rule.Yes {
			assert.Equal(t, rule.Yes, kube.Wide(value(shorter.Masked().String())))
		}
	})
}

func TestPortsOfANetworkPolicy(t *testing.T) {
	for name, tt := range map[string]struct {
		ports []any
		want  rule.Truth
	}{
		"none are all":       {nil, rule.Yes},
		"the port":           {[]any{map[string]any{"port": 80}}, rule.Yes},
		"the port in a text": {[]any{map[string]any{"port": "80"}}, rule.Yes},
		"another":            {[]any{map[string]any{"port": 443}}, rule.No},
		"by UDP":             {[]any{map[string]any{"port": 80, "protocol": "UDP"}}, rule.No},
		"every port of TCP":  {[]any{map[string]any{"protocol": "TCP"}}, rule.Yes},
		"in a range":         {[]any{map[string]any{"port": 53}, map[string]any{"port": 1, "endPort": 1024}}, rule.Yes},
		"above a range":      {[]any{map[string]any{"port": 1, "endPort": 79}}, rule.No},
		"by a name":          {[]any{map[string]any{"port": "http"}}, rule.No},
	} {
		assert.Equal(t, tt.want, kube.OpensPort(value(tt.ports), 80), name)
	}
	assert.Equal(t, rule.Unknown, kube.OpensPort(later(), 80))
}

func TestShares(t *testing.T) {
	for text, want := range map[any]float64{"50%": 2, "34%": 2, "33%": 1, "0%": 0, "100%": 3, 2: 2, "2": 2} {
		share, known := kube.ShareOf(value(text))
		assert.Equal(t, rule.Yes, known, text)
		assert.InDelta(t, want, share.Of(3), 0, "%v of three", text)
	}
	_, known := kube.ShareOf(value("half"))
	assert.Equal(t, rule.No, known)
}
