package encryption

import "github.com/covetpy/platform/policy/rule"

var rdsCluster = rule.Rule{
	ID:    "encryption-rds-cluster",
	Title: "Aurora and RDS clusters are encrypted with a customer-managed key",
	Why: "Unset means that storage, snapshots and replicas of the database are not encrypted. With the key " +
		"alias/aws/rds a snapshot can't be shared with another account, which is where a backup that survives " +
		"the loss of this one lives.",
	Fix: "Set storageEncrypted to true and kmsKeyId to the ARN of a KMS key of the account. A cluster that " +
		"exists has to be restored from an encrypted copy of its snapshot.",
	Severity: rule.High,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    []string{"aws:rds/cluster:Cluster"},
	Controls: atRest(rule.FSBP.ID("RDS.27"), rule.CISAWS.ID("2.2.1")),
	Since:    since,
	Check: func(r *rule.Resource, rep *rule.Report) {
		switchedOn(rep, r.At("storageEncrypted"))
		customerKey(rep, r.At("kmsKeyId"))
	},
}
