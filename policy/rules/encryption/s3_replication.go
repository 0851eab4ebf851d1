package encryption

import "github.com/covetpy/platform/policy/rule"

var s3Replication = rule.Rule{
	ID:    "encryption-s3-replication",
	Title: "Replicas of S3 objects are encrypted with a customer-managed key",
	Why: "A replica is encrypted for its own region, and no key of the source opens it. Without a key in the rule, " +
		"replication of what is under KMS keys fails, or falls under the key that AWS manages there.",
	Fix: "Set destination.encryptionConfiguration.replicaKmsKeyId of each rule to a KMS key of the account in that " +
		"region.",
	Severity: rule.Medium,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    []string{"aws:s3/bucketReplicationConfig:BucketReplicationConfig"},
	Controls: atRest(rule.FSBP.ID("S3.7")),
	Since:    "0.3.0",
	Check: func(r *rule.Resource, rep *rule.Report) {
		for _, item := range r.At("rules").Items() {
			customerKey(rep, item.At("destination.encryptionConfiguration.replicaKmsKeyId"))
		}
	},
}
