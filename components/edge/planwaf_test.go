package edge

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/covetpy/platform/components/edge/wafv2"
)

// managedJSON is a rule that refers to a group of AWS.
func managedJSON(priority, name, group, overrides, action string) string {
	return `{"Name":"` + name + `","Priority":` + priority + `,"Statement":{"ManagedRuleGroupStatement":{"VendorName":"AWS","Name":"` + group + `"` +
		overrides + `}},"OverrideAction":{"` + action + `":{}},` + seen(name) + `}`
}

func ownJSON(priority, name, statement, action string) string {
	return `{"Name":"` + name + `","Priority":` + priority + `,"Statement":{` + statement + `},"Action":` + action + `,` + seen(name) + `}`
}

func seen(name string) string {
	return `"VisibilityConfig":{"SampledRequestsEnabled":false,"CloudWatchMetricsEnabled":true,"MetricName":"` + name + `"}`
}

const (
	counts    = `{"Count":{}}`
	geography = `"GeoMatchStatement":{"CountryCodes":["AQ","KP"]}`
	rate      = `"RateBasedStatement":{"Limit":2000,"EvaluationWindowSec":300,"AggregateKeyType":"IP"}`
	size      = `"SizeConstraintStatement":{"FieldToMatch":{"Body":{"OversizeHandling":"MATCH"}},"ComparisonOperator":"GT","Size":8192,"TextTransformations":[{"Priority":0,"Type":"NONE"}]}`
	bodySize  = `,"RuleActionOverrides":[{"Name":"SizeRestrictions_BODY","ActionToUse":{"Count":{}}}]`
	overrides = `,"RuleActionOverrides":[{"Name":"GenericRFI_BODY","ActionToUse":{"Count":{}}},{"Name":"SizeRestrictions_BODY","ActionToUse":{"Count":{}}}]`
)

func TestRulesOfTheFirewall(t *testing.T) {
	t.Parallel()
	little := &WAF{Mode: Block, RequestsPer5Minutes: 2000, LogRetentionDays: 30}
	for sentence, test := range map[string]struct {
		waf  *WAF
		mode WAFMode
		want []string
	}{
		"everything that blocks": {waf(), Block, []string{
			managedJSON("10", "ip-reputation", "AWSManagedRulesAmazonIpReputationList", "", "None"),
			managedJSON("20", "anonymous-ips", "AWSManagedRulesAnonymousIpList", "", "None"),
			ownJSON("30", "blocked-countries", geography, `{"Block":{}}`),
			ownJSON("40", "requests-per-client", rate, `{"Block":{"CustomResponse":{"ResponseCode":429}}}`),
			ownJSON("50", "body-size", size, `{"Block":{"CustomResponse":{"ResponseCode":413}}}`),
			managedJSON("60", "known-bad-inputs", "AWSManagedRulesKnownBadInputsRuleSet", "", "None"),
			managedJSON("70", "common", "AWSManagedRulesCommonRuleSet", overrides, "None"),
			managedJSON("80", "sql-injection", "AWSManagedRulesSQLiRuleSet", "", "None"),
		}},
		"everything, and nothing is blocked": {waf(), Count, []string{
			managedJSON("10", "ip-reputation", "AWSManagedRulesAmazonIpReputationList", "", "Count"),
			managedJSON("20", "anonymous-ips", "AWSManagedRulesAnonymousIpList", "", "Count"),
			ownJSON("30", "blocked-countries", geography, counts),
			ownJSON("40", "requests-per-client", rate, counts),
			ownJSON("50", "body-size", size, counts),
			managedJSON("60", "known-bad-inputs", "AWSManagedRulesKnownBadInputsRuleSet", "", "Count"),
			managedJSON("70", "common", "AWSManagedRulesCommonRuleSet", overrides, "Count"),
			managedJSON("80", "sql-injection", "AWSManagedRulesSQLiRuleSet", "", "Count"),
		}},
		"the least, whose rules keep their places": {little, Block, []string{
			managedJSON("10", "ip-reputation", "AWSManagedRulesAmazonIpReputationList", "", "None"),
			ownJSON("40", "requests-per-client", rate, `{"Block":{"CustomResponse":{"ResponseCode":429}}}`),
			managedJSON("60", "known-bad-inputs", "AWSManagedRulesKnownBadInputsRuleSet", "", "None"),
			managedJSON("70", "common", "AWSManagedRulesCommonRuleSet", bodySize, "None"),
			managedJSON("80", "sql-injection", "AWSManagedRulesSQLiRuleSet", "", "None"),
		}},
	} {
		t.Run(sentence, func(t *testing.T) {
			t.Parallel()
			var got []string
			for _, r := range wafRules(test.waf, test.mode) {
				text, err := wafv2.RuleJSON([]wafv2.Rule{r})
				require.NoError(t, err)
				got = append(got, text[1:len(text)-1])
			}
			assert.Equal(t, test.want, got)
		})
	}
}

// TestRulesFitTheBasicPrice adds up the capacity that AWS documents for each
// rule: a web ACL of more than 1500 WCU costs more.
func TestRulesFitTheBasicPrice(t *testing.T) {
	t.Parallel()
	wcu := map[string]int{
		ruleReputation: 25, ruleAnonymous: 50, ruleCountries: 1, ruleRate: 2, ruleBodySize: 1 + 10,
		ruleBadInputs: 200, ruleCommon: 700, ruleSQL: 200,
	}
	total := 0
	for _, r := range wafRules(waf(), Block) {
		require.Contains(t, wcu, r.Name)
		total += wcu[r.Name]
	}
	assert.LessOrEqual(t, total, 1500)
}

func TestCountModeEnds(t *testing.T) {
	t.Parallel()
	for sentence, test := range map[string]struct {
		mode  WAFMode
		until string
		want  WAFMode
	}{
		"block blocks":                          {Block, "", Block},
		"block blocks whatever a date says":     {Block, "2026-12-01", Block},
		"count counts before its last day":      {Count, "2026-11-30", Count},
		"count counts on its last day":          {Count, "2026-11-23", Count},
		"count blocks from the day after":       {Count, "2026-11-22", Block},
		"count without an end is safe, too":     {Count, "", Block},
		"count until something that is no date": {Count, "Christmas", Block},
	} {
		w := &WAF{Mode: test.mode, CountUntil: test.until}
		assert.Equal(t, test.want, w.effective(today()), sentence)
	}
}

// TestAFirewallNeverCountsForEver moves the clock: whatever Validate lets
// through blocks after at most MaxCountDays.
func TestAFirewallNeverCountsForEver(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		asOf := today().Add(time.Duration(rapid.IntRange(-400, 400).Draw(t, "hours")) * time.Hour)
		w := waf()
		w.Mode = Count
		w.CountUntil = today().AddDate(0, 0, rapid.IntRange(-30, 30).Draw(t, "days")).Format(time.DateOnly)
		if len(w.validate(asOf)) > 0 {
			return
		}
		require.Equal(t, Block, w.effective(asOf.AddDate(0, 0, MaxCountDays+1)))
	})
}
