package identity

import (
	"github.com/covetpy/platform/policy/iam"
	"github.com/covetpy/platform/policy/rule"
)

var notResource = rule.Rule{
	ID:    "identity-not-resource",
	Title: "No policy allows something on everything but a list of resources",
	Why: "Allow with NotResource reaches every resource that the list forgot, of every account that lets it, " +
		"and every one that is made later. What reads like an exclusion is nearly Resource *.",
	Fix:      "Name the resources that are meant. NotResource belongs in a Deny.",
	Severity: rule.High,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    typesWith(granted),
	Controls: leastPrivilege(),
	Since:    "0.3.0",
	Check: func(r *rule.Resource, rep *rule.Report) {
		eachAllow(r, rep, granted, func(p place, label string, s iam.Statement) {
			if len(s.NotResources) > 0 {
				rep.Fail(p.at, "%s allows on everything except %s", label, first(s.NotResources))
			}
		})
	},
}
