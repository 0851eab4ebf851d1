package network

import (
	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/policy/waf"
)

const settingMostRequests = "mostRequests"

var wafRate = rule.Rule{
	ID:    "network-waf-rate",
	Title: "Every web ACL bounds how many requests a client may send",
	Why: "Whoever tries passwords, scrapes, or only means to be in the way sends more than any visitor. Without a " +
		"bound each of those requests reaches the services, and a small flood is enough.",
	Fix:      "Add a rule with a rate-based statement that blocks, with a limit of at most the setting mostRequests.",
	Severity: rule.Medium,
	Levels:   rule.Levels{Dev: rule.Advisory, Staging: rule.Mandatory, Prod: rule.Mandatory},
	Types:    waf.Types(),
	Controls: boundary(rule.NIST.IDs("SC-5")),
	Settings: []rule.Setting{{
		Name: settingMostRequests, Doc: "The most requests that a client may send in five minutes.",
		Number: &rule.PerTier[float64]{Dev: 20000, Staging: 10000, Prod: 10000},
	}},
	Since:      since,
	CheckStack: checkWAFRate,
}

func checkWAFRate(s *rule.Stack, rep *rule.Report) {
	most := rep.Number(settingMostRequests)
	for _, acl := range s.OfType(waf.ACL) {
		rules, all := waf.Rules(s, acl)
		answers := []rule.Truth{rule.Not(all)}
		for _, r := range rules {
			rate := r.At.At("statement.rateBasedStatement")
			answers = append(answers, rule.And(bounds(rate, most), rule.Not(r.Counts()), rule.Not(rate.At("scopeDownStatement").Present())))
		}
		rep.On(acl).Require(rule.Or(answers...), acl.At("rules"), "no rule of the web ACL bounds all requests to %v in five minutes", most)
	}
}

// bounds says whether a rate-based statement lets no more requests through in five
// minutes, which is the window when none is said.
func bounds(rate rule.Value, most float64) rule.Truth {
	const fiveMinutes = 300.0
	limit, known := rate.At("limit").Number()
	window, windowKnown := rate.At("evaluationWindowSec").Number()
	switch {
	case known == rule.No:
		return rule.No
	case known == rule.Unknown || windowKnown == rule.Unknown:
		return rule.Unknown
	case windowKnown != rule.Yes || window <= 0:
		window = fiveMinutes
	}
	return rule.Of(limit*fiveMinutes/window <= most)
}
