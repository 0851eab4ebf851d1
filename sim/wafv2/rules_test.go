package wafv2_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/covetpy/platform/sim/kind"
	"github.com/covetpy/platform/sim/wafv2"
)

const metrics = `"VisibilityConfig":{"CloudWatchMetricsEnabled":true,"MetricName":"m","SampledRequestsEnabled":false}`

// one writes a rule that is right but for what it is given.
func one(parts ...string) string { return "{" + strings.Join(append(parts, metrics), ",") + "}" }

// admit asks the service for a web ACL of rules.
func admit(t *testing.T, rules ...string) error {
	t.Helper()
	webACL := wafv2.Kinds()[0]
	require.Equal(t, "aws:wafv2/webAcl:WebAcl", webACL.Type)
	return webACL.Admit(kind.World{Region: "eu-west-1"}, kind.Draft{In: kind.Values{Props: kind.Props{
		"scope":         kind.Text("REGIONAL"),
		"defaultAction": kind.Nested(kind.Props{"allow": kind.Nested(kind.Props{})}),
		"ruleJson":      kind.Text("[" + strings.Join(rules, ",") + "]"),
	}}})
}

const (
	named  = `"Name":"a","Priority":1`
	blocks = `"Action":{"Block":{}}`
	geo    = `"Statement":{"GeoMatchStatement":{"CountryCodes":["GB"]}}`
)

func TestRules(t *testing.T) {
	t.Parallel()
	group := func(more string) string {
		return `"Statement":{"ManagedRuleGroupStatement":{"VendorName":"AWS","Name":"AWSManagedRulesCommonRuleSet"` + more + `}}`
	}
	rateOf := func(inner string) string { return one(named, blocks, `"Statement":{"RateBasedStatement":{`+inner+`}}`) }
	match := func(inner string) string { return `"Statement":{"ByteMatchStatement":{` + inner + `}}` }
	const none = `"OverrideAction":{"None":{}}`
	for title, tt := range map[string]struct {
		rules []string
		says  string // empty when they are accepted
	}{
		"a country is blocked":                    {[]string{one(named, blocks, geo)}, ""},
		"a managed group counts only":             {[]string{one(named, `"OverrideAction":{"Count":{}}`, group(""))}, ""},
		"a rate within a scope":                   {[]string{rateOf(`"Limit":10,"AggregateKeyType":"IP","ScopeDownStatement":{"GeoMatchStatement":{"CountryCodes":["GB"]}}`)}, ""},
		"the field names of the API in any case":  {[]string{`{"name":"a","priority":1,"action":{"allow":{}},"statement":{"geoMatchStatement":{"countryCodes":["GB"]}},` + metrics + `}`}, ""},
		"not both of two":                         {[]string{one(named, blocks, `"Statement":{"NotStatement":{"Statement":{"AndStatement":{"Statements":[{"GeoMatchStatement":{"CountryCodes":["GB"]}},{"LabelMatchStatement":{"Scope":"LABEL","Key":"k"}}]}}}}`)}, ""},
		"two rules of a name":                     {[]string{one(named, blocks, geo), one(`"Name":"a","Priority":2`, blocks, geo)}, "WAFDuplicateItemException"},
		"two rules of a priority":                 {[]string{one(named, blocks, geo), one(`"Name":"b","Priority":1`, blocks, geo)}, "field: RULE_PRIORITY, parameter: b"},
		"a rule without a priority":               {[]string{one(`"Name":"a"`, blocks, geo)}, "rules.member.priority"},
		"a rule with a space in its name":         {[]string{one(`"Name":"a b","Priority":1`, blocks, geo)}, "rules.member.name"},
		"a rule that says nothing of metrics":     {[]string{`{` + named + `,` + blocks + `,` + geo + `}`}, "rules.a.visibilityConfig"},
		"a rule that looks for nothing":           {[]string{one(named, blocks)}, "rules.a.statement"},
		"a rule of two statements":                {[]string{one(named, blocks, `"Statement":{"GeoMatchStatement":{},"LabelMatchStatement":{}}`)}, "field: STATEMENT, parameter: Statement"},
		"a rule without an action":                {[]string{one(named, geo)}, "field: RULE, parameter: Rule"},
		"a rule with an override instead":         {[]string{one(named, none, geo)}, "field: RULE, parameter: Rule"},
		"a managed group with an action":          {[]string{one(named, blocks, group(""))}, "field: RULE, parameter: Rule"},
		"a managed group with both":               {[]string{one(named, blocks, none, group(""))}, "field: RULE, parameter: Rule"},
		"a rule of two actions":                   {[]string{one(named, `"Action":{"Block":{},"Allow":{}}`, geo)}, "field: RULE_ACTION, parameter: RuleAction"},
		"an override that blocks":                 {[]string{one(named, `"OverrideAction":{"Block":{}}`, group(""))}, "field: OVERRIDE_ACTION"},
		"a managed group that is not AWS's":       {[]string{one(named, none, `"Statement":{"ManagedRuleGroupStatement":{"VendorName":"AWS","Name":"AWSManagedRulesLog4jRuleSet"}}`)}, "no managed rule group AWSManagedRulesLog4jRuleSet"},
		"a managed group of another vendor":       {[]string{one(named, none, `"Statement":{"ManagedRuleGroupStatement":{"VendorName":"F5","Name":"Bots"}}`)}, ""},
		"a managed group's rule that does two":    {[]string{one(named, none, group(`,"RuleActionOverrides":[{"Name":"X","ActionToUse":{"Count":{},"Allow":{}}}]`))}, "field: RULE_ACTION"},
		"a rate of nine":                          {[]string{rateOf(`"Limit":9,"AggregateKeyType":"IP"`)}, "Value '9' at 'rateBasedStatement.limit'"},
		"a rate of no limit":                      {[]string{rateOf(`"AggregateKeyType":"IP"`)}, "Value 'null' at 'rateBasedStatement.limit'"},
		"a rate of two minutes and a half":        {[]string{rateOf(`"Limit":10,"AggregateKeyType":"IP","EvaluationWindowSec":150`)}, "evaluationWindowSec"},
		"a rate by nothing":                       {[]string{rateOf(`"Limit":10`)}, "aggregateKeyType"},
		"a rate of all requests together":         {[]string{rateOf(`"Limit":10,"AggregateKeyType":"CONSTANT"`)}, "field: SCOPE_DOWN"},
		"a rate by forwarded address, none named": {[]string{rateOf(`"Limit":10,"AggregateKeyType":"FORWARDED_IP"`)}, "field: FORWARDED_IP_CONFIG"},
		"a rate by keys, none named":              {[]string{rateOf(`"Limit":10,"AggregateKeyType":"CUSTOM_KEYS"`)}, "field: CUSTOM_KEYS"},
		"a rate inside of another statement":      {[]string{one(named, blocks, `"Statement":{"NotStatement":{"Statement":{"RateBasedStatement":{"Limit":10,"AggregateKeyType":"IP"}}}}`)}, "can't be nested"},
		"both of one":                             {[]string{one(named, blocks, `"Statement":{"AndStatement":{"Statements":[{"GeoMatchStatement":{"CountryCodes":["GB"]}}]}}`)}, "at least two nested statements"},
		"a match of no field":                     {[]string{one(named, blocks, match(`"TextTransformations":[{"Priority":0,"Type":"NONE"}]`))}, "field: FIELD_TO_MATCH"},
		"a match that is not transformed":         {[]string{one(named, blocks, match(`"FieldToMatch":{"UriPath":{}}`))}, "textTransformations"},
		"addresses of a set without an ARN":       {[]string{one(named, blocks, `"Statement":{"IPSetReferenceStatement":{"ARN":"office"}}`)}, "field: RESOURCE_ARN, parameter: office"},
		"a body that the web ACL has not":         {[]string{one(named, `"Action":{"Block":{"CustomResponse":{"ResponseCode":403,"CustomResponseBodyKey":"gone"}}}`, geo)}, "field: CUSTOM_RESPONSE_BODY_KEY, parameter: gone"},
		"a response of code 42":                   {[]string{one(named, `"Action":{"Block":{"CustomResponse":{"ResponseCode":42}}}`, geo)}, "Value '42'"},
	} {
		t.Run(title, func(t *testing.T) {
			t.Parallel()
			err := admit(t, tt.rules...)
			if tt.says == "" {
				require.NoError(t, err)
				return
			}
			require.ErrorContains(t, err, tt.says)
		})
	}
}
