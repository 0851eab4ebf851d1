package identity

import (
	"github.com/covetpy/platform/policy/iam"
	"github.com/covetpy/platform/policy/rule"
)

var keyEveryone = rule.Rule{
	ID:    "identity-key-everyone",
	Title: "A key that lets the whole account in does so through a service",
	Why: "A key's policy that lets everyone of the account use it does not ask their own policies any more: " +
		"whoever has any role of the account decrypts with it. Held to a service by kms:ViaService, they " +
		"reach the key only where that service lets them have what it encrypts, as with AWS's own keys.",
	Fix: "Add kms:ViaService with the service whose data the key encrypts, or name the roles " +
		"(aws:PrincipalArn), or let the account in by its root, so that identity policies decide.",
	Severity: rule.High,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    typesWith(key),
	Controls: leastPrivilege(),
	Since:    "0.3.0",
	Check: func(r *rule.Resource, rep *rule.Report) {
		eachAllow(r, rep, key, func(p place, label string, s iam.Statement) {
			used := allowed(s, oneOf(usingKeys...))
			if len(used) == 0 || !letsEveryoneIn(s) || s.Pins(begins(holdingKeys, contextKeys[:1])) {
				return
			}
			rep.Fail(p.at, "%s lets everyone call %s without a service between", label, first(used))
		})
	},
}

// usingKeys are the actions that use a key, or hand its use on.
var usingKeys = []string{
	"kms:CreateGrant", "kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey", "kms:GenerateDataKeyPair",
	"kms:GenerateDataKeyPairWithoutPlaintext", "kms:GenerateDataKeyWithoutPlaintext", "kms:ReEncryptFrom", "kms:ReEncryptTo", "kms:Sign",
}

// holdingKeys are the condition keys by which such a statement is held to a service,
// or to named roles.
var holdingKeys = []string{"kms:viaservice", "aws:principalarn", "aws:sourcearn"}
