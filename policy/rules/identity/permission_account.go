package identity

import (
	"strings"

	"github.com/covetpy/platform/policy/iam"
	"github.com/covetpy/platform/policy/rule"
)

var permissionAccount = rule.Rule{
	ID:    "identity-permission-account",
	Title: "No function or event bus is opened to an account that is not known",
	Why: "A permission for another account lets whoever that account lets call the function, with its rights and at " +
		"this account's cost, or set off what the rules of a bus start. Permissions are resources of their own, so no " +
		"policy document shows it.",
	Fix: "Name a role or a service of this account, or add the other's id to the setting accounts, or the " +
		"organisation's to organizations.",
	Severity: rule.High,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    []string{lambdaPermissionType, eventPermissionType},
	Controls: leastPrivilege(rule.FSBP.ID("Lambda.1"), rule.FSBP.ID("EventBridge.3")),
	Settings: strangersSettings(),
	Since:    "0.3.0",
	Check: func(r *rule.Resource, rep *rule.Report) {
		at := r.At("principal")
		principal, known := at.Text()
		switch {
		case known == rule.Unknown:
			rep.Undecided(at)
		case principal == "*":
			// Without an organisation that is everyone, to which other rules object.
			organization := r.At("principalOrgId")
			if r.Type == eventPermissionType {
				organization = r.At("condition.value")
			}
			rep.Require(rule.Or(organization.Blank(), organization.Is(rep.Texts(organizationsSetting)...)), organization,
				"the organisation %s is let in, which is not one that is known", organization.Quote())
		default:
			who := &iam.Principals{AWS: []string{strings.TrimSpace(principal)}} // of a service it has no account
			for _, s := range foreign(rep, who.Accounts()) {
				rep.Require(s.known(), at, "account %s is let in, which is not this one and not one that is known", s.name)
			}
		}
	},
}

const eventPermissionType = "aws:cloudwatch/eventPermission:EventPermission"
