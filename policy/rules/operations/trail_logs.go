package operations

import (
	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/policy/rule/want"
)

var trailLogs = rule.Rule{
	ID:       "operations-trail-logs",
	Title:    "CloudTrail sends its records to CloudWatch Logs too",
	Why:      "Files arrive in the bucket some minutes later and are read when somebody looks. Filters and alarms need the log group.",
	Fix:      "Set cloudWatchLogsGroupArn and cloudWatchLogsRoleArn.",
	Severity: rule.Low,
	Levels:   rule.Everywhere(rule.Advisory),
	Types:    []string{"aws:cloudtrail/trail:Trail"},
	Controls: watched(rule.FSBP.IDs("CloudTrail.5")...),
	Since:    since,
	Check:    want.Given("cloudWatchLogsGroupArn", "no alarm can look at the trail"),
}
