package identity

import (
	"strings"

	"github.com/covetpy/platform/policy/rule"
)

var kmsGrant = rule.Rule{
	ID:    "identity-kms-grant",
	Title: "Grants of KMS keys are for principals of known accounts",
	Why: "A grant lets its grantee use the key beside all policies, until somebody retires it, and no review of " +
		"the key's policy shows it. CreateGrant among its operations lets the grantee pass the key on.",
	Fix:      "Grant to a role of this account, or of one in the setting accounts, and leave CreateGrant out of operations.",
	Severity: rule.High,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    []string{"aws:kms/grant:Grant"},
	Controls: leastPrivilege(),
	Settings: []rule.Setting{{
		Name: "accounts", Doc: "Ids of the accounts, besides the environment's own, whose principals may have grants.",
		Texts: rule.Same([]string{}),
	}},
	Since: "0.3.0",
	Check: func(r *rule.Resource, rep *rule.Report) {
		for _, path := range []string{"granteePrincipal", "retiringPrincipal"} {
			who := r.At(path)
			if path == "retiringPrincipal" && who.Present() == rule.No {
				continue
			}
			rep.Require(ofKnownAccount(rep, who), who, "%s is of no known account", who.Quote())
		}
		operations := r.At("operations")
		rep.Require(rule.Not(operations.Contains("CreateGrant")), operations, "the grantee may pass the key on")
	},
}

// ofKnownAccount says whether a value is the ARN of a principal of a known account.
func ofKnownAccount(rep *rule.Report, at rule.Value) rule.Truth {
	arn, known := at.Text()
	if known != rule.Yes {
		return known
	}
	const account = 4 // arn:partition:service:region:account:resource
	parts := strings.Split(arn, ":")
	if len(parts) <= account+1 {
		return rule.No
	}
	return knownID(rep, parts[account])
}
