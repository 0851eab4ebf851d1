package identity

import (
	"github.com/covetpy/platform/policy/iam"
	"github.com/covetpy/platform/policy/rule"
)

var assumeRole = rule.Rule{
	ID:    "identity-assume-role",
	Title: "Roles are assumed by name",
	Why: "sts:AssumeRole on a wildcard tries every role whose trust lets the account in, today's and " +
		"tomorrow's, and in other accounts too where the account is a wildcard. One role with a generous " +
		"trust policy is then enough to become somebody else.",
	Fix:      "Name each role that is assumed by its ARN.",
	Severity: rule.High,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    typesWith(permissions),
	Controls: leastPrivilege(),
	Since:    "0.3.0",
	Check: func(r *rule.Resource, rep *rule.Report) {
		eachAllow(r, rep, permissions, func(p place, label string, s iam.Statement) {
			if wide := several(s); wide != "" && s.HasAction("sts:AssumeRole") {
				rep.Fail(p.at, "%s assumes any role of %s", label, wide)
			}
		})
	},
}
