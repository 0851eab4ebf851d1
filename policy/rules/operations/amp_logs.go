package operations

import (
	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/policy/rule/want"
)

var ampLogs = rule.Rule{
	ID:    "operations-amp-logs",
	Title: "Prometheus workspaces log what goes wrong in them",
	Why: "Rules that can't be evaluated and alerts that can't be delivered are in these logs and nowhere else: " +
		"without them an alert that never fires looks like a quiet day.",
	Fix:      "Set loggingConfiguration.logGroupArn to a log group's ARN, followed by :*.",
	Severity: rule.Low,
	Levels:   rule.Everywhere(rule.Advisory),
	Types:    []string{"aws:amp/workspace:Workspace"},
	Controls: recorded(),
	Since:    "0.3.0",
	Check:    want.Given("loggingConfiguration.logGroupArn", "errors are logged nowhere"),
}
