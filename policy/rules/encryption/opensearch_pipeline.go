package encryption

import "github.com/covetpy/platform/policy/rule"

var opensearchPipeline = rule.Rule{
	ID:    "encryption-opensearch-pipeline",
	Title: "OpenSearch Ingestion pipelines are encrypted with a customer-managed key",
	Why: "A pipeline with a persistent buffer stores what it has not delivered yet, for days when its target is down. " +
		"Without a key it is encrypted with one of AWS's own, in another account.",
	Fix:      "Set encryptionAtRestOptions.kmsKeyArn to the ARN of a KMS key of the account.",
	Severity: rule.Medium,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    []string{"aws:opensearchingest/pipeline:Pipeline"},
	Controls: atRest(),
	Since:    "0.3.0",
	Check: func(r *rule.Resource, rep *rule.Report) {
		customerKey(rep, r.At("encryptionAtRestOptions.kmsKeyArn"))
	},
}
