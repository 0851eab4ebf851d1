package encryption

import "github.com/covetpy/platform/policy/rule"

var logGroup = rule.Rule{
	ID:    "encryption-log-group",
	Title: "CloudWatch log groups are encrypted with a customer-managed key",
	Why: "Logs repeat what the systems that write them know: addresses, queries, at times credentials and " +
		"personal data. The audit log of a cluster tells an attacker the way. CloudWatch's own encryption " +
		"opens to anyone who may call the Logs API.",
	Fix: "Set kmsKeyId to the ARN of a KMS key whose policy lets logs.<region>.amazonaws.com use it for this " +
		"log group (kms:EncryptionContext:aws:logs:arn).",
	Severity: rule.Medium,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    []string{"aws:cloudwatch/logGroup:LogGroup"},
	// AU-9(3): cryptographic protection of audit information.
	Controls: atRest(rule.Control{Framework: rule.NIST, ID: "AU-9(3)"}),
	Since:    since,
	Check: func(r *rule.Resource, rep *rule.Report) {
		customerKey(rep, r.At("kmsKeyId"))
	},
}
