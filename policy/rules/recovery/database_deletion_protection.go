package recovery

import (
	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/policy/rule/want"
)

var databaseDeletionProtection = rule.Rule{
	ID:    "recovery-database-deletion-protection",
	Title: "RDS refuses to delete databases",
	Why: "Pulumi's own protection stops this program only. A call from the console, a script or stolen credentials " +
		"deletes a database in one go; with the service's protection it takes two, and the first one is in the trail. " +
		"It is off unless asked for.",
	Fix:      "Set deletionProtection to true. Whoever has to delete the database switches it off first, in an update of its own.",
	Severity: rule.Medium,
	Levels:   kept,
	Types:    []string{clusterType, instanceType, globalType},
	Controls: restorable(fsbp("RDS.7"), fsbp("RDS.8")),
	Since:    "0.3.0",
	Check:    want.True("deletionProtection", "RDS deletes it when it is asked to"),
}
