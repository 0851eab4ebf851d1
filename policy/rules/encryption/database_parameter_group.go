package encryption

import (
	"strings"

	"github.com/covetpy/platform/policy/rule"
)

var databaseParameterGroup = rule.Rule{
	ID:    "encryption-database-parameter-group",
	Title: "Every database has a parameter group that this stack makes, or an engine that refuses clear text by itself",
	Why: "A parameter group that demands TLS is of no use while no database has it. Without one, and with one of " +
		"AWS's own, which can't be changed, the engine's defaults hold, and those of Aurora PostgreSQL before 17, of " +
		"PostgreSQL before 15 and of MySQL let clear text in.",
	Fix: "Set dbClusterParameterGroupName of the cluster, or parameterGroupName of the instance, to the name of a " +
		"parameter group of the stack.",
	Severity: rule.High,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    []string{clusterType, instanceType},
	Controls: inTransit(rule.FSBP.ID("RDS.38")),
	Since:    "0.3.0",
	Check: func(r *rule.Resource, rep *rule.Report) {
		engine, known := r.At("engine").Text()
		if known == rule.Unknown {
			rep.Undecided(r.At("engine"))
			return
		}
		p := tlsParameterOf(engine)
		if p == nil {
			return // a replica or a restored one takes its source's, others have no parameter
		}
		path, groups := "dbClusterParameterGroupName", clusterParametersType
		if r.Type == instanceType {
			path, groups = "parameterGroupName", parametersType
		}
		at := r.At(path)
		name, known := at.Text()
		if known == rule.Unknown || name != "" && !strings.HasPrefix(strings.ToLower(name), "default.") {
			rep.Undecided(at, groups) // whether it is one of this stack, its dependencies tell
			return
		}
		version, known := r.At("engineVersion").Text()
		if known == rule.Unknown {
			rep.Undecided(at)
			return
		}
		rep.Require(rule.Of(p.byDefault(version)), at, "the parameters are AWS's own, and those of %s %s let clear text in: it is %s", engine, version, at.Quote())
	},
}
