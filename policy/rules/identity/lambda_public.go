package identity

import (
	"strings"

	"github.com/covetpy/platform/policy/iam"
	"github.com/covetpy/platform/policy/rule"
)

var lambdaPublic = rule.Rule{
	ID:    "identity-lambda-public",
	Title: "No function may be called by everyone or by an account that is not known",
	Why: "A permission for * lets every AWS customer run the function at this account's cost and with its " +
		"rights. A permission for another account does so for whoever that account lets.",
	Fix: "Name the service or the role that calls, with sourceArn; for an organisation set principalOrgId and " +
		"name it in the setting organizations.",
	Severity: rule.Critical,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    []string{"aws:lambda/permission:Permission"},
	Controls: leastPrivilege(rule.FSBP.IDs("Lambda.1")...),
	Settings: strangersSettings(),
	Since:    since,
	Check: func(r *rule.Resource, rep *rule.Report) {
		at := r.At("principal")
		principal, known := at.Text()
		if known == rule.Unknown {
			rep.Undecided(at)
			return
		}
		if principal != "*" {
			failCaller(rep, at, principal)
			return
		}
		organization := r.At("principalOrgId")
		rep.Require(rule.And(rule.Not(organization.Blank()), organization.Is(rep.Texts(organizationsSetting)...)), at, "everyone may call the function, and no organisation that is known bounds it")
	},
}

// failCaller reports a caller of another account. A service's principal has a dot
// and no account.
func failCaller(rep *rule.Report, at rule.Value, principal string) {
	who := &iam.Principals{AWS: []string{strings.TrimSpace(principal)}}
	for _, s := range foreign(rep, who.Accounts()) {
		rep.Require(s.known(), at, "account %s may call the function, which is not this one and not one that is known", s.name)
	}
}
