package encryption

import (
	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/policy/rule/want"
)

var kmsEnabled = rule.Rule{
	ID:    "encryption-kms-enabled",
	Title: "KMS keys of the stack are enabled",
	Why: "A disabled key opens nothing: databases that restart, volumes that are attached and secrets that are " +
		"read fail, some of them hours later. A key that nothing needs is better deleted, with its waiting time.",
	Fix:      "Leave isEnabled (enabled, for a replica) at true.",
	Severity: rule.Medium,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    []string{"aws:kms/key:Key", "aws:kms/replicaKey:ReplicaKey"},
	Controls: keysAlone(),
	Since:    "0.3.0",
	Check: want.All(
		want.TrueOrUnset("isEnabled", "the key is disabled"),
		want.TrueOrUnset("enabled", "the key is disabled"),
	),
}
