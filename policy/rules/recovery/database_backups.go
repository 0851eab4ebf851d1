package recovery

import (
	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/policy/rule/want"
)

var databaseBackups = rule.Rule{
	ID:    "recovery-database-backups",
	Title: "Databases keep their automated backups long enough",
	Why: "To the second, a database can be brought back only to a time within this window, and Aurora's own is one day: " +
		"a mistake of Friday evening is beyond repair on Monday. AWS Backup's copies are hours apart.",
	Fix:      "Raise backupRetentionPeriod; 35 days is the most that RDS keeps.",
	Severity: rule.Medium,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    []string{clusterType, instanceType},
	Controls: restorable(rule.FSBP.ID("RDS.11")),
	Settings: []rule.Setting{{
		Name: "days", Doc: "The least number of days for which automated backups are kept.",
		Number: &rule.PerTier[float64]{Dev: 1, Staging: 7, Prod: 35},
	}},
	Since: "0.3.0",
	Check: ofOriginals(want.AtLeastSetting("backupRetentionPeriod", "backups are gone too soon", "days")),
}
