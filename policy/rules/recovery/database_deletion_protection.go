package recovery

import (
	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/policy/rule/want"
)

var databaseDeletionProtection = rule.Rule{
	ID:    "recovery-database-deletion-protection",
	Title: "AWS refuses to delete databases",
	Why: "Pulumi's own protection stops this program only. A call from the console, a script or stolen credentials " +
		"deletes a database in one go; with the service's protection it takes two, and the first one is in the trail. " +
		"It is off unless asked for.",
	Fix: "Set deletionProtection (of a DynamoDB table: deletionProtectionEnabled) to true. Whoever has to delete the " +
		"database switches it off first, in an update of its own.",
	Severity: rule.Medium,
	Levels:   kept,
	Types:    []string{clusterType, instanceType, globalType, "aws:docdb/cluster:Cluster", "aws:neptune/cluster:Cluster", tableType},
	Controls: restorable(rule.FSBP.ID("RDS.7"), rule.FSBP.ID("RDS.8"), rule.FSBP.ID("DocumentDB.5"), rule.FSBP.ID("Neptune.4"), rule.FSBP.ID("DynamoDB.6")),
	Since:    "0.3.0",
	Check: func(r *rule.Resource, rep *rule.Report) {
		path := "deletionProtection"
		if r.Type == tableType {
			path = "deletionProtectionEnabled"
		}
		want.True(path, "AWS deletes it when it is asked to")(r, rep)
	},
}
