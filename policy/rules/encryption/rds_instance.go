package encryption

import "github.com/covetpy/platform/policy/rule"

var rdsInstance = rule.Rule{
	ID:    "encryption-rds-instance",
	Title: "RDS instances are encrypted with a customer-managed key",
	Why: "Unset means that storage, snapshots and read replicas of the database are not encrypted, and " +
		"encryption can't be switched on later.",
	Fix: "Set storageEncrypted to true and kmsKeyId to the ARN of a KMS key of the account. (Instances of a " +
		"cluster take the cluster's encryption and are not asked.)",
	Severity: rule.High,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    []string{"aws:rds/instance:Instance"},
	Controls: atRest(rule.FSBP.ID("RDS.3"), rule.CISAWS.ID("2.2.1")),
	Since:    since,
	Check: func(r *rule.Resource, rep *rule.Report) {
		switchedOn(rep, r.At("storageEncrypted"))
		customerKey(rep, r.At("kmsKeyId"))
	},
}
