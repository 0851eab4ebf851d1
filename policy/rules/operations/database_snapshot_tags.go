package operations

import (
	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/policy/rule/want"
)

var databaseSnapshotTags = rule.Rule{
	ID:    "operations-database-snapshot-tags",
	Title: "Snapshots of databases carry the database's tags",
	Why: "A snapshot outlives its database. Without tags nobody knows whose it is, what class of data it holds and who " +
		"pays, and rights that go by tags do not hold for it.",
	Fix:      "Set copyTagsToSnapshot to true.",
	Severity: rule.Low,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    []string{clusterType, instanceType},
	Controls: append(rule.FSBP.IDs("RDS.16", "RDS.17"), rule.Control{Framework: rule.NIST, ID: "CM-8"}),
	Since:    "0.3.0",
	Check:    want.True("copyTagsToSnapshot", "its snapshots have no tags"),
}
