package encryption

import "github.com/covetpy/platform/policy/rule"

const serverlessCache = "aws:elasticache/serverlessCache:ServerlessCache"

var elasticache = rule.Rule{
	ID:    "encryption-elasticache",
	Title: "ElastiCache is encrypted at rest with a customer-managed key",
	Why: "A cache writes its data to disk when it synchronises replicas, swaps and takes backups: sessions and " +
		"tokens among them. Encryption at rest can only be chosen when the cache is made.",
	Fix: "Set atRestEncryptionEnabled to true and kmsKeyId to the ARN of a KMS key of the account; a serverless " +
		"cache, which is always encrypted, needs kmsKeyId alone.",
	Severity: rule.High,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    []string{"aws:elasticache/replicationGroup:ReplicationGroup", serverlessCache},
	Controls: atRest(rule.FSBP.ID("ElastiCache.4")),
	Since:    since,
	Check: func(r *rule.Resource, rep *rule.Report) {
		if r.Type != serverlessCache {
			switchedOn(rep, r.At("atRestEncryptionEnabled"))
		}
		customerKey(rep, r.At("kmsKeyId"))
	},
}
