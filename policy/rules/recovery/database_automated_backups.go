package recovery

import (
	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/policy/rule/want"
)

var databaseAutomatedBackups = rule.Rule{
	ID:    "recovery-database-automated-backups",
	Title: "Automated backups outlive the database",
	Why: "RDS deletes its automated backups together with the database unless it is told not to: whoever deletes the " +
		"database deletes the way back to any earlier time as well, and only a single last snapshot is left.",
	Fix:      "Set deleteAutomatedBackups to false.",
	Severity: rule.Medium,
	Levels:   kept,
	Types:    []string{clusterType, instanceType},
	Controls: restorable(),
	Since:    "0.3.0",
	Check:    ofOriginals(want.SaidFalse("deleteAutomatedBackups", "they go with it")),
}
