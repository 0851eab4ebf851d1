package identity

import (
	"github.com/covetpy/platform/policy/iam"
	"github.com/covetpy/platform/policy/rule"
)

var wildcardAction = rule.Rule{
	ID:    "identity-wildcard-action",
	Title: "No policy allows every action of every service",
	Why: "An Action of * makes whoever holds the policy an administrator, now and for every service that AWS " +
		"will ever add. Excepted are the account's own statement in a KMS key policy, without which IAM has " +
		"no say over the key, and VPC endpoint policies that pin both callers and owners of resources " +
		"(aws:PrincipalAccount and aws:ResourceAccount, or the organisation's keys): they grant nothing, and " +
		"that is how AWS describes a data perimeter.",
	Fix:      "List the actions that are called. The error of a denied call names the one that is missing.",
	Severity: rule.Critical,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    typesWith(granted),
	Controls: leastPrivilege(rule.FSBP.ID("IAM.1"), rule.CISAWS.ID("1.15")),
	Since:    since,
	Check: func(r *rule.Resource, rep *rule.Report) {
		failActions(r, rep, iam.EveryService, "%s allows %q: every action of every service that matches")
	},
}

// failActions reports each allowed action of a breadth, except where wildcards
// are in place. The message takes the statement and the action.
func failActions(r *rule.Resource, rep *rule.Report, breadth iam.Breadth, message string) {
	eachAllow(r, rep, granted, func(p place, label string, s iam.Statement) {
		if actionsExempt(p, s) {
			return
		}
		for _, action := range s.Actions {
			if iam.BreadthOf(action) == breadth {
				rep.Fail(p.at, message, label, action)
			}
		}
	})
}
