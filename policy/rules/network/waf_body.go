package network

import (
	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/policy/waf"
)

// commonRules is AWS's group that refuses bodies of more than 8 KB, by its rule
// bodyRule.
const (
	commonRules = "AWSManagedRulesCommonRuleSet"
	bodyRule    = "SizeRestrictions_BODY"
)

var wafBody = rule.Rule{
	ID:    "network-waf-body",
	Title: "Every web ACL blocks bodies that it can't read to their end",
	Why: "In front of a load balancer the firewall reads the first 8 KB of a body, and passes the rest on unread: " +
		"whoever puts 8 KB of nothing before the attack is through.",
	Fix: "Leave the rule " + bodyRule + " of " + commonRules + " as it is, or add one that blocks by a " +
		"sizeConstraintStatement on the body with oversizeHandling MATCH.",
	Severity:   rule.Medium,
	Levels:     rule.Levels{Dev: rule.Advisory, Staging: rule.Mandatory, Prod: rule.Mandatory},
	Types:      waf.Types(),
	Controls:   boundary(append(rule.NIST.IDs("SI-10"), rule.PCIDSS.IDs("6.4.2")...)),
	Since:      since,
	CheckStack: checkWAFBody,
}

func checkWAFBody(s *rule.Stack, rep *rule.Report) {
	for _, acl := range s.OfType(waf.ACL) {
		rules, all := waf.Rules(s, acl)
		answers := []rule.Truth{rule.Not(all)}
		for _, r := range rules {
			answers = append(answers,
				rule.And(blocksGroup(r, commonRules), rule.Not(r.Softened(bodyRule))),
				rule.And(r.At.At("action.block").Present(), refusesUnread(r.At.At("statement.sizeConstraintStatement"))))
		}
		rep.On(acl).Require(rule.Or(answers...), acl.At("rules"), "no rule of the web ACL blocks bodies that are read in part")
	}
}

// refusesUnread says whether a statement matches every body that WAF does not read
// to its end.
func refusesUnread(size rule.Value) rule.Truth {
	return rule.And(size.At("comparisonOperator").Is("GT", "GE"), size.At("fieldToMatch.body.oversizeHandling").Is("MATCH"))
}
