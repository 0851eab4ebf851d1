package identity

import (
	"slices"

	"github.com/covetpy/platform/policy/iam"
	"github.com/covetpy/platform/policy/rule"
)

var namedService = rule.Rule{
	ID:    "identity-named-service",
	Title: "Roles and keys that are for a service name it",
	Why: "aws:SourceAccount and aws:SourceArn are sent by services alone. A principal of * with one of them is every " +
		"service of AWS that acts for the account: whoever may start any of them, in a corner that nobody thought " +
		"of, has the role or the key behind it.",
	Fix:      "Name the service as the principal (Service: backup.amazonaws.com), and keep the condition.",
	Severity: rule.High,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    typesWith(trust | key),
	Controls: leastPrivilege(rule.Control{Framework: rule.NIST, ID: "AC-3"}),
	Since:    "0.3.0",
	Check: func(r *rule.Resource, rep *rule.Report) {
		eachAllow(r, rep, trust|key, func(p place, label string, s iam.Statement) {
			if !letsEveryoneIn(s) || !s.Narrows(iam.Source) {
				return // identity-open-principal asks for a condition at all
			}
			others := s
			others.Conditions = slices.DeleteFunc(slices.Clone(s.Conditions), func(c iam.Condition) bool { return iam.Source.Has(c.Key) })
			if !others.Narrows(iam.Callers) {
				rep.Fail(p.at, "%s lets in every service that acts for the account", label)
			}
		})
	},
}
