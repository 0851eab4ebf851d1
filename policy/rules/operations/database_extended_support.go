package operations

import (
	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/policy/rule/want"
)

var databaseExtendedSupport = rule.Rule{
	ID:    "operations-database-extended-support",
	Title: "Databases do not slip into paid extended support",
	Why: "Unless told otherwise, RDS keeps a major version for years past its end, gives it urgent fixes only, and charges " +
		"for every core and hour: the bill is the only one to notice.",
	Fix:      "Set engineLifecycleSupport to open-source-rds-extended-support-disabled, and upgrade in time.",
	Severity: rule.Low,
	Levels:   rule.Everywhere(rule.Advisory),
	Types:    []string{clusterType, instanceType, globalClusterType},
	Controls: supported(),
	Since:    "0.3.0",
	Check: want.When(isOpenSource, "engine",
		want.OneOf("engineLifecycleSupport", "it goes on past its end, for money", "open-source-rds-extended-support-disabled")),
}
