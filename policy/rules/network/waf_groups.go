package network

import (
	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/policy/waf"
)

const settingGroups = "groups"

var wafGroups = rule.Rule{
	ID:    "network-waf-groups",
	Title: "Every web ACL has the managed groups that a web application needs",
	Why: "A group holds what many sites have been attacked with: scripts in pages, commands in queries, addresses of " +
		"known attackers. One that is left out, or only counts, leaves the services to their own checks.",
	Fix:      "Add AWS's managed groups of the setting groups with overrideAction none and no scopeDownStatement.",
	Severity: rule.Medium,
	Levels:   rule.Levels{Dev: rule.Advisory, Staging: rule.Mandatory, Prod: rule.Mandatory},
	Types:    waf.Types(),
	Controls: boundary(append(rule.NIST.IDs("SI-10"), rule.PCIDSS.IDs("6.4.2")...)),
	Settings: []rule.Setting{{
		Name: settingGroups, Doc: "Names of AWS's managed rule groups that a web ACL has.",
		Texts: rule.Same([]string{"AWSManagedRulesCommonRuleSet", "AWSManagedRulesSQLiRuleSet", "AWSManagedRulesAmazonIpReputationList"}),
	}},
	Since:      since,
	CheckStack: checkWAFGroups,
}

func checkWAFGroups(s *rule.Stack, rep *rule.Report) {
	for _, acl := range s.OfType(waf.ACL) {
		rules, all := waf.Rules(s, acl)
		for _, name := range rep.Texts(settingGroups) {
			answers := []rule.Truth{rule.Not(all)}
			for _, r := range rules {
				answers = append(answers, blocksGroup(r, name))
			}
			rep.On(acl).Require(rule.Or(answers...), acl.At("rules"), "no rule of the web ACL blocks what %s knows", name)
		}
	}
}
