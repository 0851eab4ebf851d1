package recovery

import (
	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/policy/rule/want"
)

const planType = "aws:backup/plan:Plan"

var planRetention = rule.Rule{
	ID:    "recovery-plan-retention",
	Title: "Every backup plan keeps some of its backups long enough",
	Why: "Damage is often found weeks later. A plan whose longest rule keeps backups for less has nothing left then but " +
		"copies of the damage.",
	Fix:      "Raise lifecycle.deleteAfter of one of the plan's rules, or leave it out, which keeps backups for ever.",
	Severity: rule.Medium,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    []string{planType},
	Controls: restorable(),
	Settings: []rule.Setting{{
		Name: "days", Doc: "The least number of days for which the longest of a plan's rules keeps backups.",
		Number: &rule.PerTier[float64]{Dev: 7, Staging: 14, Prod: 35},
	}},
	Since: "0.3.0",
	Check: func(r *rule.Resource, rep *rule.Report) {
		rules, least := r.At("rules"), rep.Number("days")
		answers := []rule.Truth{rule.No}
		for _, item := range rules.Items() {
			answers = append(answers, keptFor(item, least))
		}
		rep.Require(rule.Or(answers...), rules, "no rule keeps backups for %v days", least)
	},
}

// keptFor says whether a rule, or what it copies, keeps a backup for some days. One
// without an end is kept for ever.
func keptFor(of rule.Value, least float64) rule.Truth {
	days := of.At("lifecycle.deleteAfter")
	return rule.Or(rule.Not(days.Present()), want.Least(days, least))
}
