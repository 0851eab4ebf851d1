package operations

import (
	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/policy/rule/want"
)

var databaseMultiAZ = rule.Rule{
	ID:    "operations-database-multi-az",
	Title: "Database instances have a standby in another zone",
	Why: "A single instance is down with its zone, its host and every maintenance, and comes back by a restore: as late as " +
		"that takes, and without what was written last.",
	Fix:      "Set multiAz to true. A replica is not asked: what it reads from is.",
	Severity: rule.Medium,
	Levels:   relied,
	Types:    []string{instanceType},
	Controls: available(append(rule.FSBP.IDs("RDS.5"), rule.CISAWS.IDs("2.2.4")...)...),
	Since:    "0.3.0",
	Check: want.When(func(r *rule.Resource) rule.Truth { return r.At("replicateSourceDb").Blank() }, "replicateSourceDb",
		want.True("multiAz", "there is no standby")),
}
