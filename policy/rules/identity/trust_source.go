package identity

import (
	"github.com/covetpy/platform/policy/iam"
	"github.com/covetpy/platform/policy/rule"
)

var trustSource = rule.Rule{
	ID:    "identity-trust-source",
	Title: "A service that a role trusts says on whose behalf it comes",
	Why: "A service principal is the service for all of its customers. Somebody else can have it use a role " +
		"of this account for a resource of his own, unless the trust asks for aws:SourceAccount or " +
		"aws:SourceArn, which the service sets and he cannot.",
	Fix: "Add StringEquals aws:SourceAccount with the own account's id, and aws:SourceArn where the resource " +
		"is known.",
	Severity: rule.Medium,
	Levels:   rule.Levels{Dev: rule.Advisory, Staging: rule.Mandatory, Prod: rule.Mandatory},
	Types:    []string{roleType},
	Controls: leastPrivilege(),
	Settings: silentServices("Services that send no source when they assume a role, by their principals.", silentInTrust...),
	Since:    "0.3.0",
	Check: func(r *rule.Resource, rep *rule.Report) {
		eachAllow(r, rep, trust, func(p place, label string, s iam.Statement) {
			for _, service := range sourceless(s, rep.Texts(silentSetting), nil) {
				rep.Fail(p.at, "%s trusts %s on anybody's behalf%s", label, service, because(s.Loose(iam.Source)))
			}
		})
	},
}
