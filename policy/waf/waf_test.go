package waf_test

import (
	"testing"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"github.com/stretchr/testify/assert"
	"pgregory.net/rapid"

	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/policy/waf"
)

func acl(properties map[string]any) *rule.Resource {
	return &rule.Resource{
		URN: "urn:pulumi:test::waf::aws:wafv2/webAcl:WebAcl::acl", Type: waf.ACL,
		Properties: resource.NewPropertyMapFromMap(properties),
	}
}

// A rule says the same however it is written: inside the web ACL, or as the API's
// JSON.
func TestARuleIsReadTheSameInEveryForm(t *testing.T) {
	inside := acl(map[string]any{"rules": []any{map[string]any{
		"name":           "bad",
		"overrideAction": map[string]any{"none": map[string]any{}},
		"statement": map[string]any{"managedRuleGroupStatement": map[string]any{
			"name":                "Group",
			"vendorName":          "AWS",
			"ruleActionOverrides": []any{map[string]any{"name": "Log4JRCE_BODY", "actionToUse": map[string]any{"count": map[string]any{}}}},
		}},
		"visibilityConfig": map[string]any{"cloudwatchMetricsEnabled": true},
	}}})
	asJSON := acl(map[string]any{"ruleJson": `[{"Name": "bad", "OverrideAction": {"None": {}},
		"Statement": {"ManagedRuleGroupStatement": {"Name": "Group", "VendorName": "AWS",
			"RuleActionOverrides": [{"Name": "Log4JRCE_BODY", "ActionToUse": {"Count": {}}}]}},
		"VisibilityConfig": {"CloudWatchMetricsEnabled": true}}]`})
	for form, owner := range map[string]*rule.Resource{"rules[0]": inside, "ruleJson[0]": asJSON} {
		rules, all := waf.Rules(rule.NewStack([]*rule.Resource{owner}), owner)
		if !assert.Len(t, rules, 1, form) {
			continue
		}
		r := rules[0]
		assert.Equal(t, form, r.At.Path())
		assert.Equal(t, rule.Yes, all, form)
		assert.Equal(t, rule.Yes, r.Acts(), form)
		assert.Equal(t, rule.No, r.Counts(), form)
		assert.Equal(t, rule.Yes, r.Group().At("name").Is("Group"), form)
		assert.Equal(t, rule.Yes, r.Softened("Log4JRCE"), form)
		assert.Equal(t, rule.No, r.Softened("Host"), form)
		assert.Equal(t, rule.Yes, r.Measured(), form)
	}
}

func TestWhatIsNoDocumentHoldsNoRule(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.SampledFrom([]string{"", "{", "null", "{}", `"rules"`, "[]"}).Draw(t, "text")
		rules, all := waf.Within(acl(map[string]any{"ruleJson": text}))
		assert.Empty(t, rules, text)
		assert.Equal(t, rule.Yes, all, text)
	})
}

func TestRulesThatAreNotKnownYetMayBeAny(t *testing.T) {
	for _, property := range []string{"rules", "ruleJson"} {
		owner := acl(nil)
		owner.Properties = resource.PropertyMap{resource.PropertyKey(property): resource.MakeComputed(resource.NewProperty(""))}
		rules, all := waf.Within(owner)
		assert.Empty(t, rules, property)
		assert.Equal(t, rule.Unknown, all, property)
	}
}
