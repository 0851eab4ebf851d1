package network

import (
	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/policy/waf"
)

var wafRules = rule.Rule{
	ID:    "network-waf-rules",
	Title: "Every web ACL has a rule",
	Why: "A web ACL without rules does to every request what its default action says: it is associated, counted " +
		"as protection, and protects nothing. Rules inline, in ruleJson and in resources of their own all count.",
	Fix:      "Give the web ACL rules, or take it away.",
	Severity: rule.High,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    waf.Types(),
	Controls: boundary(append(rule.FSBP.IDs("WAF.10"), rule.PCIDSS.IDs("6.4.2")...)),
	Since:    since,
	CheckStack: func(s *rule.Stack, rep *rule.Report) {
		for _, acl := range s.OfType(waf.ACL) {
			rules, all := waf.Rules(s, acl)
			rep.On(acl).Require(rule.Or(rule.Of(len(rules) > 0), rule.Not(all)), acl.At("rules"), "the web ACL has no rule")
		}
	},
}
