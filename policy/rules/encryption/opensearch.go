package encryption

import "github.com/covetpy/platform/policy/rule"

const domainType = "aws:opensearch/domain:Domain"

var opensearch = rule.Rule{
	ID:    "encryption-opensearch",
	Title: "OpenSearch domains are encrypted at rest with a customer-managed key",
	Why: "Indices, their snapshots, swap files and the logs on the nodes hold what is searched. Without the block " +
		"nothing is encrypted, and without a key of one's own alias/aws/es opens to everyone whom the service lets in.",
	Fix: "Set encryptAtRest with enabled true and kmsKeyId to the ARN of a KMS key of the account. The key can't be " +
		"changed later.",
	Severity: rule.High,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    []string{domainType},
	Controls: atRest(rule.FSBP.ID("OpenSearch.1")),
	Since:    "0.3.0",
	Check: func(r *rule.Resource, rep *rule.Report) {
		switchedOn(rep, r.At("encryptAtRest.enabled"))
		customerKey(rep, r.At("encryptAtRest.kmsKeyId"))
	},
}
