package identity

import (
	"strings"

	"github.com/covetpy/platform/policy/iam"
	"github.com/covetpy/platform/policy/rule"
)

var passRole = rule.Rule{
	ID:    "identity-pass-role",
	Title: "Roles are passed by name, to a service that is named",
	Why: "Whoever may pass a role to a service has that role's rights: a machine, a function or a job that it " +
		"starts runs with them. With a wildcard that is every role of the account, the administrator's too; " +
		"without iam:PassedToService the service may be one that runs whatever it is given.",
	Fix:      "Name each role by its ARN, and add StringEquals iam:PassedToService with the service's principal.",
	Severity: rule.High,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    typesWith(permissions),
	Controls: leastPrivilege(),
	Since:    "0.3.0",
	Check: func(r *rule.Resource, rep *rule.Report) {
		eachAllow(r, rep, permissions, func(p place, label string, s iam.Statement) {
			if !s.HasAction("iam:PassRole") {
				return
			}
			if wide := several(s); wide != "" {
				rep.Fail(p.at, "%s passes any role of %s", label, wide)
			}
			if !s.Narrows(iam.PassedTo) {
				rep.Fail(p.at, "%s passes roles to any service%s", label, because(s.Loose(iam.PassedTo)))
			}
		})
	},
}

// several is the first of a statement's patterns of resources that is not one
// resource's ARN; empty when each is.
func several(s iam.Statement) string {
	if len(s.Resources) == 0 {
		return "all but a list"
	}
	for _, pattern := range s.Resources {
		if !iam.IsOneResource(pattern) {
			return pattern
		}
	}
	return ""
}

// because adds reasons to a message.
func because(reasons []string) string {
	if len(reasons) == 0 {
		return ""
	}
	return ": " + strings.Join(reasons, "; ")
}
