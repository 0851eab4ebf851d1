package operations

import (
	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/policy/rule/want"
)

var opensearchLogs = rule.Rule{
	ID:    "operations-opensearch-logs",
	Title: "OpenSearch domains publish who did what and what went wrong",
	Why: "The audit log is the only record of who read which index, and the application log the only one of why a node " +
		"left. Neither is published unless asked for, and an entry that is switched off publishes nothing.",
	Fix: "Give logPublishingOptions an entry for AUDIT_LOGS and one for ES_APPLICATION_LOGS, each with a " +
		"cloudwatchLogGroupArn and without enabled false.",
	Severity: rule.Medium,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    []string{domainType},
	Controls: recorded(rule.FSBP.IDs("OpenSearch.4", "OpenSearch.5")...),
	Since:    "0.3.0",
	Check: func(r *rule.Resource, rep *rule.Report) {
		entries := r.At("logPublishingOptions")
		for _, log := range []string{"AUDIT_LOGS", "ES_APPLICATION_LOGS"} {
			published := []rule.Truth{rule.No}
			for _, entry := range entries.Items() {
				enabled := entry.At("enabled") // true is the provider's default
				published = append(published, rule.And(
					want.Among(entry.At("logType"), log), rule.Or(rule.Not(enabled.Present()), enabled.IsTrue())))
			}
			rep.Require(rule.Or(published...), entries, "%s is not published", log)
		}
	},
}
