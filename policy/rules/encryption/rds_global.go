package encryption

import (
	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/policy/rule/want"
)

var rdsGlobal = rule.Rule{
	ID:    "encryption-rds-global",
	Title: "Global databases are encrypted",
	Why: "The clusters of a global database take its encryption, which is off unless it is asked for and can't be " +
		"switched on later. The copy in the second region is as readable as the first.",
	Fix: "Set storageEncrypted of the global cluster to true. One that is made from an existing cluster takes that " +
		"one's encryption and is not asked.",
	Severity: rule.High,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    []string{"aws:rds/globalCluster:GlobalCluster"},
	Controls: atRest(),
	Since:    "0.3.0",
	Check: want.When(
		func(r *rule.Resource) rule.Truth { return r.At("sourceDbClusterIdentifier").Blank() }, "sourceDbClusterIdentifier",
		want.True("storageEncrypted", "the storage is not encrypted"),
	),
}
