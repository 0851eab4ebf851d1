package encryption

import "github.com/covetpy/platform/policy/rule"

var ebsCopy = rule.Rule{
	ID:    "encryption-ebs-copy",
	Title: "Copies of EBS snapshots and of machine images are encrypted with a customer-managed key",
	Why: "A copy is encrypted anew in its region: one of an unencrypted snapshot stays so unless the copy says " +
		"otherwise, and without a key of one's own it can't be shared with the account that a backup is to " +
		"survive in.",
	Fix:      "Set encrypted to true and kmsKeyId to the ARN of a KMS key of the account, in the region of the copy.",
	Severity: rule.Medium,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    []string{"aws:ebs/snapshotCopy:SnapshotCopy", "aws:ec2/amiCopy:AmiCopy"},
	Controls: atRest(),
	Since:    "0.3.0",
	Check: func(r *rule.Resource, rep *rule.Report) {
		switchedOn(rep, r.At("encrypted"))
		customerKey(rep, r.At("kmsKeyId"))
	},
}
