package identity

import "github.com/covetpy/platform/policy/rule"

const lambdaPermissionType = "aws:lambda/permission:Permission"

var lambdaPermission = rule.Rule{
	ID:    "identity-lambda-permission",
	Title: "No Lambda function may be called by everyone",
	Why: "The principal * is every AWS customer: they run the function with what they like, on this account's bill " +
		"and with its role.",
	Fix:      "Name the account or the role in principal, or set principalOrgId.",
	Severity: rule.Critical,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    []string{lambdaPermissionType},
	Controls: leastPrivilege(rule.FSBP.ID("Lambda.1")),
	Since:    "0.3.0",
	Check: func(r *rule.Resource, rep *rule.Report) {
		principal := r.At("principal")
		rep.Require(rule.Or(rule.Not(principal.Is("*")), rule.Not(r.At("principalOrgId").Blank())), principal, "everyone may call the function")
	},
}
