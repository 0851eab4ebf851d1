package operations

import "github.com/covetpy/platform/policy/rule"

var detailedMonitoring = rule.Rule{
	ID:    "operations-detailed-monitoring",
	Title: "Single instances are watched by the minute",
	Why: "Every five minutes, EC2's basic interval, is too coarse for an alarm to see a peak of two. Nodes of a " +
		"cluster are watched by the cluster's own metrics and are not asked.",
	Fix:      "Set monitoring to true.",
	Severity: rule.Low,
	Levels:   rule.Everywhere(rule.Advisory),
	Types:    []string{"aws:ec2/instance:Instance"},
	Controls: recorded(),
	Since:    "0.3.0",
	Check: func(r *rule.Resource, rep *rule.Report) {
		monitoring := r.At("monitoring")
		rep.Require(rule.Or(monitoring.IsTrue(), r.At("launchTemplate").Present()), monitoring, "it is watched every five minutes")
	},
}
