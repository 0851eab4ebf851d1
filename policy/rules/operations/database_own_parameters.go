package operations

import (
	"strings"

	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/policy/rule/want"
)

var databaseOwnParameters = rule.Rule{
	ID:    "operations-database-own-parameters",
	Title: "PostgreSQL has a parameter group that somebody wrote",
	Why: "What is logged is set in a parameter group. A database without one, or with one of AWS's own, which can't be " +
		"changed, logs neither connections nor changes of structure, however well the group beside it is written.",
	Fix: "Set dbClusterParameterGroupName of the cluster, or parameterGroupName of the instance, to the name of a " +
		"parameter group of the stack. A copy takes its source's and is not asked.",
	Severity: rule.Low,
	Levels:   rule.Levels{Dev: rule.Advisory, Staging: rule.Advisory, Prod: rule.Mandatory},
	Types:    []string{clusterType, instanceType},
	Controls: recorded(),
	Since:    since,
	Check: func(r *rule.Resource, rep *rule.Report) {
		path, groups := "dbClusterParameterGroupName", clusterParametersType
		if r.Type == instanceType {
			path, groups = "parameterGroupName", parametersType
		}
		at := r.At(path)
		asked := rule.And(want.Among(r.At("engine"), "aurora-postgresql", "postgres"), rule.Not(isCopy(r)))
		own := at.Holds(func(name string) bool {
			name = strings.ToLower(strings.TrimSpace(name))
			return name != "" && !strings.HasPrefix(name, "default.")
		})
		if asked == rule.Yes && own == rule.Unknown {
			rep.Undecided(at, groups)
			return
		}
		want.Value(rep, at, "the parameters are AWS's own", rule.Or(rule.Not(asked), own))
	},
}
