package recovery

import (
	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/policy/rule/want"
)

var databaseFinalSnapshot = rule.Rule{
	ID:    "recovery-database-final-snapshot",
	Title: "A database that is deleted leaves a last snapshot",
	Why: "A replacement that nobody wanted, or a destroy of the wrong environment, takes all that was written since the " +
		"last backup. The last snapshot has it, outlives the database and costs what its storage costs. Without a name " +
		"for it the deletion fails half-way.",
	Fix:      "Leave skipFinalSnapshot unset or false, and give finalSnapshotIdentifier a name that is free when the time comes.",
	Severity: rule.Medium,
	Levels:   kept,
	Types:    []string{clusterType, instanceType},
	Controls: restorable(rule.Control{Framework: rule.AWSWA, ID: "REL09"}),
	Since:    "0.3.0",
	Check: ofOriginals(want.All(
		want.False("skipFinalSnapshot", "no last snapshot is taken"),
		want.Given("finalSnapshotIdentifier", "the last snapshot has no name"),
	)),
}
