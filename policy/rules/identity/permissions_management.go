package identity

import (
	"github.com/covetpy/platform/policy/iam"
	"github.com/covetpy/platform/policy/rule"
)

var permissionsManagement = rule.Rule{
	ID:    "identity-permissions-management",
	Title: "No policy changes who may use all resources of a kind",
	Why: "PutBucketPolicy on every bucket can make any of them public; PutKeyPolicy, AddPermission and " +
		"CreateGrant open keys, queues and functions to other accounts. Who may change permissions has, in " +
		"two steps, every permission that can be given.",
	Fix:      "Name the resources whose permissions are managed, or hold the statement to them by their tags.",
	Severity: rule.High,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    typesWith(permissions),
	Controls: leastPrivilege(),
	Since:    "0.3.0",
	Check: func(r *rule.Resource, rep *rule.Report) {
		failOnAll(r, rep, managesPermissions, "%s changes permissions (%s) of all of %s")
	},
}

func managesPermissions(action string) bool {
	// Passing roles has a rule of its own.
	return iam.LevelOf(action) == iam.Permissions && iam.SupportsResources(action) == rule.Yes && !oneOf("iam:PassRole")(action)
}
