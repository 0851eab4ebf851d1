package operations

import "github.com/covetpy/platform/policy/rule"

var databaseInsights = rule.Rule{
	ID:    "operations-database-insights",
	Title: "Database instances record which statements they wait for",
	Why: "When a database is slow, the question is which statement, from which host, waits for what. Performance Insights " +
		"has the answer for the hour before somebody asked; nothing else has.",
	Fix:      "Set performanceInsightsEnabled to true, on the cluster or on each instance.",
	Severity: rule.Low,
	Levels:   rule.Levels{Dev: rule.Advisory, Staging: rule.Mandatory, Prod: rule.Mandatory},
	Types:    []string{clusterType, clusterInstanceType, instanceType},
	Controls: recorded(),
	Since:    "0.3.0",
	CheckStack: func(s *rule.Stack, rep *rule.Report) {
		eachInstance(s, rep, "performanceInsightsEnabled", "Performance Insights is off", rule.Value.IsTrue)
	},
}
