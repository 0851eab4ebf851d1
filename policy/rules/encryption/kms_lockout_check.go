package encryption

import (
	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/policy/rule/want"
)

var kmsLockoutCheck = rule.Rule{
	ID:    "encryption-kms-lockout-check",
	Title: "Key policies are checked for locking everyone out before they are set",
	Why: "KMS refuses a policy that leaves its author unable to change it again, unless it is told not to look. A " +
		"key behind such a policy can be neither opened nor handed over, and what it encrypts is lost with it.",
	Fix:      "Leave bypassPolicyLockoutSafetyCheck unset.",
	Severity: rule.High,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types: []string{
		"aws:kms/key:Key",
		"aws:kms/keyPolicy:KeyPolicy",
		"aws:kms/replicaKey:ReplicaKey",
		"aws:kms/externalKey:ExternalKey",
		"aws:kms/replicaExternalKey:ReplicaExternalKey",
	},
	Controls: keysAlone(),
	Since:    "0.3.0",
	Check:    want.False("bypassPolicyLockoutSafetyCheck", "KMS does not look whether the policy locks its author out"),
}
