package edge

import (
	"slices"
	"strings"

	"github.com/covetpy/platform/components/edge/wafv2"
)

// Names of the rules, in the order in which they are judged: what costs WAF
// least and refuses most comes first. They are in metrics and in logs.
const (
	ruleReputation = "ip-reputation"
	ruleAnonymous  = "anonymous-ips"
	ruleCountries  = "blocked-countries"
	ruleRate       = "requests-per-client"
	ruleBodySize   = "body-size"
	ruleBadInputs  = "known-bad-inputs"
	ruleCommon     = "common"
	ruleSQL        = "sql-injection"
)

// priorities belong to rules, not to their places in a list: a rule that is
// turned on moves no other.
func priorities() map[string]int {
	return map[string]int{
		ruleReputation: 10, ruleAnonymous: 20, ruleCountries: 30, ruleRate: 40,
		ruleBodySize: 50, ruleBadInputs: 60, ruleCommon: 70, ruleSQL: 80,
	}
}

// Status codes of refusals that a client can do something about. All others are
// WAF's 403.
const (
	tooManyRequests = 429
	contentTooLarge = 413
)

const (
	rateWindowSeconds = 300
	bytesInKB         = 1024
)

// bodySizeRule blocks every body over 8 KB, whatever is configured here. It only
// counts, and MaxBodyKB decides.
const bodySizeRule = "SizeRestrictions_BODY"

// CommonRules are the rules of AWSManagedRulesCommonRuleSet (WAF developer
// guide, "Baseline rule groups"). Those on bodies are the ones that most often
// refuse what an API needs: a URL in a JSON body looks like file inclusion
// (GenericRFI_BODY), Markdown or HTML like a script (CrossSiteScripting_BODY),
// and a client without a User-Agent is refused outright (NoUserAgent_HEADER).
func CommonRules() []string {
	return []string{
		"NoUserAgent_HEADER", "UserAgent_BadBots_HEADER",
		"SizeRestrictions_QUERYSTRING", "SizeRestrictions_Cookie_HEADER", bodySizeRule, "SizeRestrictions_URIPATH",
		"EC2MetaDataSSRF_BODY", "EC2MetaDataSSRF_COOKIE", "EC2MetaDataSSRF_URIPATH", "EC2MetaDataSSRF_QUERYARGUMENTS",
		"GenericLFI_QUERYARGUMENTS", "GenericLFI_URIPATH", "GenericLFI_BODY",
		"RestrictedExtensions_URIPATH", "RestrictedExtensions_QUERYARGUMENTS",
		"GenericRFI_QUERYARGUMENTS", "GenericRFI_BODY", "GenericRFI_URIPATH",
		"CrossSiteScripting_COOKIE", "CrossSiteScripting_QUERYARGUMENTS", "CrossSiteScripting_BODY", "CrossSiteScripting_URIPATH",
	}
}

// wafRules are the rules of the firewall in a mode. Groups follow the version
// that AWS recommends, as new attacks are not worth a release of ours.
func wafRules(w *WAF, mode WAFMode) []wafv2.Rule {
	rules := []wafv2.Rule{
		managed(ruleReputation, "AWSManagedRulesAmazonIpReputationList", mode),
		limitRate(w.RequestsPer5Minutes, mode),
		managed(ruleBadInputs, "AWSManagedRulesKnownBadInputsRuleSet", mode),
		managed(ruleCommon, "AWSManagedRulesCommonRuleSet", mode, counted(w)...),
		managed(ruleSQL, "AWSManagedRulesSQLiRuleSet", mode),
	}
	if w.AnonymousIPs {
		rules = append(rules, managed(ruleAnonymous, "AWSManagedRulesAnonymousIpList", mode))
	}
	if len(w.BlockedCountries) > 0 {
		rules = append(rules, blockCountries(w.BlockedCountries, mode))
	}
	if w.MaxBodyKB > 0 {
		rules = append(rules, limitBody(w.MaxBodyKB, mode))
	}
	slices.SortFunc(rules, func(a, b wafv2.Rule) int { return a.Priority - b.Priority })
	return rules
}

// counted are the rules of the common group that never block.
func counted(w *WAF) []string {
	names := append([]string{bodySizeRule}, w.CountedRules...)
	slices.Sort(names)
	return slices.Compact(names)
}

func managed(name, group string, mode WAFMode, counted ...string) wafv2.Rule {
	statement := &wafv2.ManagedRuleGroupStatement{VendorName: "AWS", Name: group}
	for _, rule := range counted {
		statement.RuleActionOverrides = append(statement.RuleActionOverrides,
			wafv2.RuleActionOverride{Name: rule, ActionToUse: wafv2.Action{Count: &wafv2.Nothing{}}})
	}
	override := &wafv2.OverrideAction{None: &wafv2.Nothing{}}
	if mode == Count {
		override = &wafv2.OverrideAction{Count: &wafv2.Nothing{}}
	}
	r := rule(name, wafv2.Statement{ManagedRuleGroup: statement})
	r.OverrideAction = override
	return r
}

func limitRate(limit int, mode WAFMode) wafv2.Rule {
	return own(ruleRate, mode, tooManyRequests, wafv2.Statement{RateBased: &wafv2.RateBasedStatement{
		Limit: limit, EvaluationWindowSec: rateWindowSeconds, AggregateKeyType: "IP",
	}})
}

func blockCountries(codes []string, mode WAFMode) wafv2.Rule {
	sorted := slices.Sorted(slices.Values(codes))
	return own(ruleCountries, mode, 0, wafv2.Statement{GeoMatch: &wafv2.GeoMatchStatement{CountryCodes: sorted}})
}

// limitBody refuses larger bodies. One that WAF does not see the end of is
// larger, too.
func limitBody(kb int, mode WAFMode) wafv2.Rule {
	return own(ruleBodySize, mode, contentTooLarge, wafv2.Statement{SizeConstraint: &wafv2.SizeConstraintStatement{
		FieldToMatch:        wafv2.FieldToMatch{Body: &wafv2.Body{OversizeHandling: "MATCH"}},
		ComparisonOperator:  "GT",
		Size:                kb * bytesInKB,
		TextTransformations: []wafv2.TextTransformation{{Priority: 0, Type: "NONE"}},
	}})
}

// own is a rule of ours, which answers with a status code, 0 for WAF's own.
func own(name string, mode WAFMode, status int, statement wafv2.Statement) wafv2.Rule {
	r := rule(name, statement)
	if mode == Count {
		r.Action = &wafv2.Action{Count: &wafv2.Nothing{}}
		return r
	}
	r.Action = &wafv2.Action{Block: &wafv2.BlockAction{}}
	if status != 0 {
		r.Action.Block.CustomResponse = &wafv2.CustomResponse{ResponseCode: status}
	}
	return r
}

// rule is what all rules have. Samples are off: they would show the very headers
// that the logs redact, to anyone who may look at the console.
func rule(name string, statement wafv2.Statement) wafv2.Rule {
	return wafv2.Rule{
		Name: name, Priority: priorities()[name], Statement: statement,
		VisibilityConfig: wafv2.Visibility{CloudWatchMetricsEnabled: true, MetricName: name},
	}
}

// redacted are the headers that carry credentials.
func redacted() []string { return []string{"authorization", "cookie", "x-api-key"} }

// logged are the actions whose requests are logged. The load balancer's access
// log has every request; this one is for those that a rule had a say in.
func logged() []string { return []string{"BLOCK", "COUNT", "EXCLUDED_AS_COUNT"} }

// countries are the codes of ISO 3166-1.
func countries() []string {
	return strings.Fields(`
		AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ
		BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR
		CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR
		GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU
		ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ
		LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ
		MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF
		PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI
		SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR
		TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW
	`)
}
