package encryption

import "github.com/covetpy/platform/policy/rule"

var secret = rule.Rule{
	ID:    "encryption-secret",
	Title: "Secrets Manager secrets are encrypted with a customer-managed key",
	Why: "With alias/aws/secretsmanager, whoever may call GetSecretValue may decrypt. A key of one's own is a " +
		"second lock: reading takes the right to the secret and the right to the key. Replicas have a key of " +
		"their own in their region.",
	Fix:      "Set kmsKeyId, and kmsKeyId of each replica, to the ARN of a KMS key of the account in that region.",
	Severity: rule.Medium,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    []string{"aws:secretsmanager/secret:Secret"},
	Controls: atRest(rule.Control{Framework: rule.PCIDSS, ID: "8.3.2"}),
	Since:    since,
	Check: func(r *rule.Resource, rep *rule.Report) {
		customerKey(rep, r.At("kmsKeyId"))
		for _, replica := range r.At("replicas").Items() {
			customerKey(rep, replica.At("kmsKeyId"))
		}
	},
}
