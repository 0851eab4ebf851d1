package operations

import (
	"strings"

	"github.com/covetpy/platform/policy/rule"
)

var databaseLogs = rule.Rule{
	ID:    "operations-database-logs",
	Title: "Databases send their logs to CloudWatch",
	Why: "RDS keeps logs on the instance for days, and they are gone with it. Who logged in, what was changed and why a " +
		"query failed is asked weeks later, by an auditor or after a break-in.",
	Fix: "List in enabledCloudwatchLogsExports what the engine has: postgresql; audit on Aurora MySQL; error on MySQL, " +
		"MariaDB and SQL Server; alert and audit on Oracle.",
	Severity: rule.Medium,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    []string{clusterType, instanceType},
	Controls: recorded(rule.FSBP.IDs("RDS.9", "RDS.34", "RDS.36", "RDS.37")...),
	Since:    "0.3.0",
	Check: func(r *rule.Resource, rep *rule.Report) {
		at := r.At("enabledCloudwatchLogsExports")
		engine, known := r.At("engine").Text()
		if known == rule.Unknown {
			rep.Undecided(at)
			return
		}
		wanted := logsOf(engine)
		if wanted == nil {
			rep.Require(at.Given(), at, "no log leaves the instance")
		}
		for _, log := range wanted {
			rep.Require(at.Contains(log), at, "the log %q does not leave the instance", log)
		}
	},
}

// logsOf are the logs that have to be exported of an engine (RDS API,
// CreateDBInstance, EnableCloudwatchLogsExports); nil for one that is not known
// here: then one of any name has to be.
func logsOf(engine string) []string {
	for _, e := range []struct {
		engine string
		logs   []string
	}{
		{"aurora-postgresql", []string{"postgresql"}},
		{"aurora-mysql", []string{"audit"}},
		{"postgres", []string{"postgresql"}},
		{"mysql", []string{"error"}},
		{"mariadb", []string{"error"}},
		{"sqlserver", []string{"error"}},
		{"oracle", []string{"alert", "audit"}},
	} {
		if strings.HasPrefix(strings.ToLower(engine), e.engine) {
			return e.logs
		}
	}
	return nil
}
