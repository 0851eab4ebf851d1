package identity

import (
	"github.com/covetpy/platform/policy/rule"
)

var trustAccount = rule.Rule{
	ID:    "identity-trust-account",
	Title: "No role trusts an account that is not known",
	Why: "Whoever administers a trusted account can hand its trust to anybody there, and so to whoever breaks " +
		"in there. An id that a vendor's page showed, or that was copied with a snippet, is such an account.",
	Fix: "Name principals of this account, or add the other's id to the setting accounts once somebody " +
		"answers for it.",
	Severity: rule.High,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    []string{roleType},
	Controls: leastPrivilege(),
	Settings: strangersSettings(),
	Since:    "0.3.0",
	Check: func(r *rule.Resource, rep *rule.Report) {
		failStrangers(r, rep, trust, "%s lets %s assume the role, which is not this account and not one that is known")
	},
}
