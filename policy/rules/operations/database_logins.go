package operations

import "github.com/covetpy/platform/policy/rule"

// failedLogins is the log of logins by IAM that failed (RDS user guide, "IAM DB
// authentication troubleshooting").
const failedLogins = "iam-db-auth-error"

var databaseLogins = rule.Rule{
	ID:    "operations-database-logins",
	Title: "Databases with IAM logins send out the log of those that failed",
	Why: "With IAM the engine's own log says no more than that a password was wrong. Which identity tried with which " +
		"token, and whether it lacked the right or was a stranger, is in a log of its own, which is off until asked for.",
	Fix:      "Add \"iam-db-auth-error\" to enabledCloudwatchLogsExports.",
	Severity: rule.Low,
	Levels:   rule.Levels{Dev: rule.Advisory, Staging: rule.Advisory, Prod: rule.Mandatory},
	Types:    []string{clusterType, instanceType},
	Controls: recorded(rule.NIST.IDs("AC-7")...),
	Since:    since,
	Check: func(r *rule.Resource, rep *rule.Report) {
		at := r.At("enabledCloudwatchLogsExports")
		rep.Require(rule.Or(rule.Not(r.At("iamDatabaseAuthenticationEnabled").IsTrue()), at.Contains(failedLogins)), at,
			"the log %q does not leave the instance", failedLogins)
	},
}
