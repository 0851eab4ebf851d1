package encryption

import "github.com/covetpy/platform/policy/rule"

const efsReplication = "aws:efs/replicationConfiguration:ReplicationConfiguration"

var efs = rule.Rule{
	ID:    "encryption-efs",
	Title: "EFS file systems are encrypted with a customer-managed key",
	Why: "Unset means that files lie unencrypted on AWS's disks and in every backup of them, and a file system " +
		"can't be encrypted later: it has to be copied to a new one.",
	Fix: "Set encrypted to true and kmsKeyId to the ARN of a KMS key of the account; a replica's key is " +
		"destination.kmsKeyId, in its own region.",
	Severity: rule.High,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    []string{"aws:efs/fileSystem:FileSystem", efsReplication},
	Controls: atRest(rule.FSBP.ID("EFS.1"), rule.CISAWS.ID("2.3.1")),
	Since:    "0.3.0",
	Check: func(r *rule.Resource, rep *rule.Report) {
		if r.Type == efsReplication {
			customerKey(rep, r.At("destination.kmsKeyId"))
			return
		}
		switchedOn(rep, r.At("encrypted"))
		customerKey(rep, r.At("kmsKeyId"))
	},
}
