package operations

import "github.com/covetpy/platform/policy/rule"

var databaseVersion = rule.Rule{
	ID:    "operations-database-version",
	Title: "Databases run a version that is in support, and say which",
	Why: "Flaws of versions out of support are public and stay open (log_fdw of PostgreSQL read files of the host), and " +
		"AWS upgrades them on a day of its own choosing, or charges for each core that it does not. A version that is " +
		"not written down differs between environments.",
	Fix: "Set engineVersion to a version that is not older than those of the setting oldest. A copy takes its source's " +
		"and is not asked.",
	Severity: rule.Medium,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    []string{clusterType, instanceType, globalClusterType},
	Controls: supported(),
	Settings: oldestVersions(
		"aurora-postgresql 14.6", "aurora-postgresql 15.8", "aurora-postgresql 16.4", "aurora-postgresql 17.4",
		"postgres 14", "postgres 15", "postgres 16", "postgres 17",
		"aurora-mysql 3.4", "mysql 8.0", "mariadb 10.6", "mariadb 11.4",
	),
	Since: "0.3.0",
	Check: func(r *rule.Resource, rep *rule.Report) {
		at := r.At("engineVersion")
		switch copied := isCopy(r); {
		case copied == rule.Yes && at.Present() == rule.No:
		case copied == rule.Unknown && at.Present() == rule.No:
			rep.Undecided(at)
		default:
			judgeVersion(rep, r.At("engine"), at, "")
		}
	},
}
