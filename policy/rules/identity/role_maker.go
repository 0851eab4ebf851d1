package identity

import (
	"github.com/covetpy/platform/policy/iam"
	"github.com/covetpy/platform/policy/rule"
)

var roleMaker = rule.Rule{
	ID:    "identity-role-maker",
	Title: "Whoever makes roles or gives them rights is bound to give them a boundary",
	Why: "A policy that may create a role and attach policies to it can give the new role everything, and " +
		"then use it. With iam:PermissionsBoundary in the condition, whatever it makes stays within a " +
		"boundary that somebody else wrote.",
	Fix: "Add StringEquals iam:PermissionsBoundary with the ARN of the boundary to the statement, and allow " +
		"no change to the boundary itself.",
	Severity: rule.High,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    typesWith(permissions),
	Controls: leastPrivilege(),
	Since:    "0.3.0",
	Check: func(r *rule.Resource, rep *rule.Report) {
		eachAllow(r, rep, permissions, func(p place, label string, s iam.Statement) {
			made := allowed(s, makesRights)
			if len(made) == 0 || s.Pins(func(key string) bool { return key == "iam:permissionsboundary" }) {
				return
			}
			rep.Fail(p.at, "%s allows %s without a boundary", label, first(made))
		})
	},
}

// makesRights are the actions on which iam:PermissionsBoundary can be asked for and
// by which identities come by rights.
var makesRights = oneOf("iam:CreateRole", "iam:CreateUser", "iam:AttachRolePolicy", "iam:AttachUserPolicy",
	"iam:PutRolePolicy", "iam:PutUserPolicy")
