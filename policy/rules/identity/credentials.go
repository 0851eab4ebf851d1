package identity

import (
	"github.com/covetpy/platform/policy/iam"
	"github.com/covetpy/platform/policy/rule"
)

var credentials = rule.Rule{
	ID:    "identity-credentials",
	Title: "No policy makes or fetches credentials of everyone",
	Why: "An access key for any user, a password for any user, the password of any machine, a login to any " +
		"database: each lets whoever has the policy act as somebody else, with that one's rights and under " +
		"that one's name in the trail.",
	Fix:      "Name whose credentials are meant by ARN (rds-db:connect on one user of one database).",
	Severity: rule.Critical,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    typesWith(permissions),
	Controls: leastPrivilege(),
	Since:    "0.3.0",
	Check: func(r *rule.Resource, rep *rule.Report) {
		failOnAll(r, rep, func(action string) bool {
			return exposing(iam.Credentials)(action) && !oneOf("sts:AssumeRole")(action) // which has a rule of its own
		}, "%s gets credentials (%s) of all of %s")
	},
}
