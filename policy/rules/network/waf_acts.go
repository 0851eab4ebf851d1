package network

import (
	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/policy/waf"
)

const settingCounting = "counting"

var wafActs = rule.Rule{
	ID:    "network-waf-acts",
	Title: "Every rule of a web ACL does something about what it matches",
	Why: "A rule that counts is a trial: requests that it matches pass. Trials that nobody ends stand in the web " +
		"ACL for years and read like protection.",
	Fix: "Give the rule the action block, captcha or challenge, or the group the overrideAction none. A trial is " +
		"named in the setting counting.",
	Severity: rule.Medium,
	Levels:   rule.Levels{Dev: rule.Advisory, Staging: rule.Mandatory, Prod: rule.Mandatory},
	Types:    append(waf.Types(), waf.RuleGroup),
	Controls: boundary(rule.NIST.IDs("SI-10")),
	Settings: []rule.Setting{{Name: settingCounting, Doc: "Names of rules that may only count, while they are tried out.", Texts: rule.Same([]string{})}},
	Since:    since,
	Check: func(r *rule.Resource, rep *rule.Report) {
		trials := rep.Texts(settingCounting)
		for _, one := range judged(r) {
			name := one.At.At("name")
			if one.Owner.Type == waf.Association {
				name = one.At.At("ruleName")
			}
			rep.Require(one.Acts(), one.At, "the rule has no action")
			if one.Acts() != rule.No {
				rep.Require(rule.Or(name.Is(trials...), rule.Not(one.Counts())), one.At, "the rule only counts what it matches")
			}
		}
	},
}

// judged is the rules that a resource holds: its list, or itself.
func judged(r *rule.Resource) []waf.Rule {
	if r.Type == waf.Apart || r.Type == waf.Association {
		return []waf.Rule{{Owner: r, At: r.At("")}}
	}
	rules, _ := waf.Within(r)
	return rules
}
