package sim_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/covetpy/platform/sim/kind"
)

func TestWebACLCapacity(t *testing.T) {
	t.Parallel()
	const plain = `"TextTransformations":[{"Priority":0,"Type":"NONE"}]`
	for title, tt := range map[string]struct {
		statement string
		units     int
	}{
		"the common rules":              {`{"ManagedRuleGroupStatement":{"VendorName":"AWS","Name":"AWSManagedRulesCommonRuleSet"}}`, 700},
		"a rate":                        {`{"RateBasedStatement":{"Limit":10,"AggregateKeyType":"IP"}}`, 2},
		"a rate by a key in a country":  {`{"RateBasedStatement":{"Limit":10,"AggregateKeyType":"CUSTOM_KEYS","CustomKeys":[{"IP":{}}],"ScopeDownStatement":{"GeoMatchStatement":{"CountryCodes":["GB"]}}}}`, 33},
		"an exact match":                {`{"ByteMatchStatement":{"FieldToMatch":{"UriPath":{}},"PositionalConstraint":"EXACTLY",` + plain + `}}`, 2},
		"a text somewhere, transformed": {`{"ByteMatchStatement":{"FieldToMatch":{"UriPath":{}},"PositionalConstraint":"CONTAINS","TextTransformations":[{"Priority":0,"Type":"LOWERCASE"}]}}`, 20},
		"SQL, looked for hard":          {`{"SqliMatchStatement":{"FieldToMatch":{"UriPath":{}},"SensitivityLevel":"HIGH",` + plain + `}}`, 30},
		"more than there is":            {`{"OrStatement":{"Statements":[` + strings.Repeat(`{"XssMatchStatement":{"FieldToMatch":{"UriPath":{}},`+plain+`}},`, 125) + `{"GeoMatchStatement":{"CountryCodes":["GB"]}}]}}`, 5002},
		"either of two":                 {`{"OrStatement":{"Statements":[{"GeoMatchStatement":{"CountryCodes":["GB"]}},{"XssMatchStatement":{"FieldToMatch":{"UriPath":{}},` + plain + `}}]}}`, 42},
	} {
		t.Run(title, func(t *testing.T) {
			t.Parallel()
			m, err := newStage(t).another("wafv2/web-acl", "", capacityOf(tt.statement))
			if tt.units > 5000 {
				require.ErrorContains(t, err, "WAFLimitsExceededException")
				return
			}
			require.NoError(t, err)
			assert.Equal(t, kind.Number(tt.units), m.Outputs["capacity"])
		})
	}
}

// capacityOf is a web ACL of one rule with the statement.
func capacityOf(statement string) map[string]any {
	action := `"Action":{"Count":{}}`
	if strings.Contains(statement, "ManagedRuleGroupStatement") {
		action = `"OverrideAction":{"None":{}}`
	}
	return map[string]any{"ruleJson": `[{"Name":"a","Priority":1,` + action + `,"Statement":` + statement +
		`,"VisibilityConfig":{"CloudWatchMetricsEnabled":true,"MetricName":"m","SampledRequestsEnabled":true}}]`}
}
