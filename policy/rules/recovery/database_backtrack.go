package recovery

import (
	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/policy/rule/want"
)

var databaseBacktrack = rule.Rule{
	ID:    "recovery-database-backtrack",
	Title: "Aurora MySQL clusters can be wound back in place",
	Why: "Going back to before a bad statement by a restore makes another cluster under another name, in an hour. " +
		"Backtracking turns the same cluster back within minutes. It has to be chosen when the cluster is made. " +
		"PostgreSQL does not have it and is not asked.",
	Fix:      "Set backtrackWindow to a number of seconds, 86400 for a day.",
	Severity: rule.Low,
	Levels:   rule.Levels{Dev: rule.Disabled, Staging: rule.Advisory, Prod: rule.Mandatory},
	Types:    []string{clusterType},
	Controls: restorable(rule.FSBP.ID("RDS.14")),
	Since:    "0.3.0",
	Check: want.When(
		func(r *rule.Resource) rule.Truth { return want.Among(r.At("engine"), "aurora-mysql", "aurora") }, "engine",
		want.AtLeast("backtrackWindow", "it can't be wound back", 1),
	),
}
