package operations

import (
	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/policy/rule/want"
)

var databaseMajorUpgrade = rule.Rule{
	ID:    "operations-database-major-upgrade",
	Title: "Databases refuse a major upgrade that nobody prepared",
	Why: "A major version can't be taken back, keeps the database down for as long as it takes, and breaks extensions and " +
		"queries that nobody tried. With the switch left on, a slip in engineVersion is enough to begin one.",
	Fix:      "Leave allowMajorVersionUpgrade unset or false. For the upgrade itself, waive this rule until the day after.",
	Severity: rule.Low,
	Levels:   rule.Levels{Dev: rule.Advisory, Staging: rule.Mandatory, Prod: rule.Mandatory},
	Types:    []string{clusterType, instanceType},
	Controls: available(rule.Control{Framework: rule.NIST, ID: "CM-3"}), // configuration change control
	Since:    "0.3.0",
	Check:    want.False("allowMajorVersionUpgrade", "another version is enough to begin one"),
}
