package identity

import (
	"github.com/covetpy/platform/policy/iam"
	"github.com/covetpy/platform/policy/rule"
)

var trustExternalID = rule.Rule{
	ID:    "identity-trust-external-id",
	Title: "Another account that is trusted as a whole brings an external id",
	Why: "A vendor serves many customers from one account. Without an external id, another customer can name " +
		"this role to the vendor, who then works here on his behalf: the confused deputy. The id, which the " +
		"vendor gives to each customer, ends that.",
	Fix: "Add StringEquals sts:ExternalId with the id that the other side gave, or trust one role of the " +
		"account instead of the whole.",
	Severity: rule.High,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    []string{roleType},
	Controls: leastPrivilege(),
	Since:    "0.3.0",
	Check: func(r *rule.Resource, rep *rule.Report) {
		eachAllow(r, rep, trust, func(p place, label string, s iam.Statement) {
			if s.Principal == nil || s.Pins(func(key string) bool { return key == "sts:externalid" }) {
				return
			}
			for _, account := range s.Principal.WholeAccounts() {
				rep.Require(ownAccount(rep, account), p.at, "%s trusts the whole of account %s without an external id", label, account)
			}
		})
	},
}
