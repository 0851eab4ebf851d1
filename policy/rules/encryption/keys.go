package encryption

import (
	"strings"

	"github.com/covetpy/platform/policy/rule"
)

// keyTypes are the resources whose outputs are customer-managed keys: a property
// made from nothing else is decided, even while its value is not known.
var keyTypes = []string{
	"aws:kms/key:Key",
	"aws:kms/replicaKey:ReplicaKey",
	"aws:kms/alias:Alias",
	"aws:kms/externalKey:ExternalKey",
}

// customerKey demands a customer-managed key at a value. What is no text is no
// key.
//
// Whose key it is, is not asked here. One resource does not show what its
// properties are made from, and once a key stands its ARN looks like one that was
// written; and a team lists the keys that it trusts in one place, not in each rule.
// Both are the business of the rule encryption-key-origin.
func customerKey(rep *rule.Report, at rule.Value) {
	switch key, known := at.Text(); {
	case known == rule.Unknown:
		rep.Undecided(at, keyTypes...)
	case strings.TrimSpace(key) == "":
		rep.Fail(at, "no key is given, so AWS encrypts with a key of its own, or not at all")
	case awsManaged(key):
		rep.Fail(at, "%s is the key that AWS manages for the service, not the customer's", at.Quote())
	}
}

// awsManaged is true for the alias of a key that AWS manages, bare or in an ARN.
func awsManaged(key string) bool {
	key = strings.ToLower(strings.TrimSpace(key))
	return strings.HasPrefix(key, "alias/aws/") || strings.Contains(key, ":alias/aws/")
}

// switchedOn demands that encryption is on: unset counts as off, as AWS has it.
func switchedOn(rep *rule.Report, at rule.Value) {
	rep.Require(at.IsTrue(), at, "encryption is off: %s", at.Quote())
}
