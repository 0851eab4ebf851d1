package encryption

import "github.com/covetpy/platform/policy/rule"

const tableReplica = "aws:dynamodb/tableReplica:TableReplica"

var dynamodbTable = rule.Rule{
	ID:    "encryption-dynamodb-table",
	Title: "DynamoDB tables and their replicas are encrypted with a customer-managed key",
	Why: "DynamoDB always encrypts, by default with a key that AWS owns and shows to nobody: then whoever may read " +
		"the table may decrypt it, and no log tells when that happened. Each replica has a key of its own in its " +
		"region.",
	Fix: "Set serverSideEncryption.enabled to true and serverSideEncryption.kmsKeyArn, and kmsKeyArn of each " +
		"replica, to the ARN of a KMS key of the account in that region.",
	Severity: rule.Medium,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    []string{"aws:dynamodb/table:Table", tableReplica},
	Controls: atRest(),
	Since:    "0.3.0",
	Check: func(r *rule.Resource, rep *rule.Report) {
		if r.Type == tableReplica {
			customerKey(rep, r.At("kmsKeyArn"))
			return
		}
		sse := r.At("serverSideEncryption")
		switchedOn(rep, sse.At("enabled"))
		customerKey(rep, sse.At("kmsKeyArn"))
		for _, replica := range r.At("replicas").Items() {
			customerKey(rep, replica.At("kmsKeyArn"))
		}
	},
}
