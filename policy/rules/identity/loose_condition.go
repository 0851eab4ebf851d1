package identity

import (
	"github.com/covetpy/platform/policy/iam"
	"github.com/covetpy/platform/policy/rule"
)

var looseCondition = rule.Rule{
	ID:    "identity-loose-condition",
	Title: "Every condition of an Allow restricts somebody",
	Why: "A condition that every request meets is worse than none, because a reader takes the statement for " +
		"closed: StringLike *, a range of all addresses, both true and false, a key compared with itself. " +
		"IfExists and ForAllValues on a key that says who calls let in whoever comes without it, for " +
		"instance a caller who did not sign in with MFA.",
	Fix: "Write the value that is meant, drop IfExists (or add Null false for the key), or drop the " +
		"condition.",
	Severity: rule.High,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    typesWith(granted),
	Controls: leastPrivilege(),
	Since:    "0.3.0",
	Check: func(r *rule.Resource, rep *rule.Report) {
		eachAllow(r, rep, granted, func(p place, label string, s iam.Statement) {
			for _, why := range s.Vacuous() {
				rep.Fail(p.at, "%s: %s", label, why)
			}
		})
	},
}
