package identity

import (
	"github.com/covetpy/platform/policy/rule"
)

var decrypt = rule.Rule{
	ID:    "identity-decrypt",
	Title: "No policy decrypts with every key",
	Why: "Whoever may use every key may read whatever any of them protects, wherever he finds the ciphertext: " +
		"encryption then adds nothing to the other rights. kms:ViaService says through which service, not " +
		"with which key, and so does not count; the key's aliases do.",
	Fix:      "Name the key's ARN, or hold the statement to it by kms:ResourceAliases.",
	Severity: rule.High,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    typesWith(permissions),
	Controls: leastPrivilege(rule.FSBP.IDs("KMS.1", "KMS.2")...),
	Since:    "0.3.0",
	Check: func(r *rule.Resource, rep *rule.Report) {
		failOnAll(r, rep, decrypts, "%s decrypts (%s) with every key of %s")
	},
}

// decrypts is true for the actions that need no more than a ciphertext to read it,
// or to have it readable with another key.
var decrypts = oneOf("kms:Decrypt", "kms:ReEncryptFrom")
