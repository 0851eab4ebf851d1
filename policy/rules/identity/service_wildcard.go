package identity

import (
	"github.com/covetpy/platform/policy/iam"
	"github.com/covetpy/platform/policy/rule"
)

var serviceWildcard = rule.Rule{
	ID:    "identity-service-wildcard",
	Title: "No policy allows every action of a service",
	Why: "s3:* reads and writes, and also deletes the bucket, makes it public and rewrites its policy; kms:* " +
		"schedules keys for deletion. A service adds actions every month, and each is allowed the day it " +
		"appears. Excepted are the account's own kms:* in a key policy and VPC endpoint policies that pin " +
		"callers and owners of resources.",
	Fix:      "List the actions of the service that are called.",
	Severity: rule.High,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    typesWith(granted),
	Controls: leastPrivilege(rule.FSBP.ID("IAM.21")),
	Since:    since,
	Check: func(r *rule.Resource, rep *rule.Report) {
		failActions(r, rep, iam.WholeService, "%s allows %q: every action of the service")
	},
}
