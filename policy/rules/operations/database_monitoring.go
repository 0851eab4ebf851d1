package operations

import (
	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/policy/rule/want"
)

var databaseMonitoring = rule.Rule{
	ID:    "operations-database-monitoring",
	Title: "Database instances report what their processes do",
	Why: "CloudWatch sees an instance from outside, once a minute. Which process holds the processor or the memory, only " +
		"enhanced monitoring tells, and it tells nothing about the time before it was switched on.",
	Fix:      "Set monitoringInterval, of the instance or its cluster, to 60 seconds or less, and monitoringRoleArn.",
	Severity: rule.Low,
	Levels:   rule.Levels{Dev: rule.Advisory, Staging: rule.Mandatory, Prod: rule.Mandatory},
	Types:    []string{clusterType, clusterInstanceType, instanceType},
	Controls: recorded(rule.FSBP.IDs("RDS.6")...),
	Since:    "0.3.0",
	CheckStack: func(s *rule.Stack, rep *rule.Report) {
		eachInstance(s, rep, "monitoringInterval", "enhanced monitoring is off", func(v rule.Value) rule.Truth { return want.Least(v, 1) })
	},
}
