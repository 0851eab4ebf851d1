package encryption

import "github.com/covetpy/platform/policy/rule"

var kinesisStream = rule.Rule{
	ID:    "encryption-kinesis-stream",
	Title: "Kinesis streams are encrypted with a customer-managed key",
	Why: "A stream keeps each record for a day to a year, in plain text unless it is told otherwise. The key " +
		"alias/aws/kinesis opens to whoever may read the stream.",
	Fix:      "Set encryptionType to KMS and kmsKeyId to the id, ARN or alias of a KMS key of the account.",
	Severity: rule.Medium,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    []string{"aws:kinesis/stream:Stream"},
	Controls: atRest(rule.FSBP.ID("Kinesis.1")),
	Since:    "0.3.0",
	Check: func(r *rule.Resource, rep *rule.Report) {
		kind := r.At("encryptionType")
		rep.Require(kind.Is("KMS"), kind, "the encryption type is %s, not KMS", kind.Quote())
		customerKey(rep, r.At("kmsKeyId"))
	},
}
