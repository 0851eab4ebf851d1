package encryption

import "github.com/covetpy/platform/policy/rule"

var ebsVolume = rule.Rule{
	ID:    "encryption-ebs-volume",
	Title: "EBS volumes are encrypted with a customer-managed key",
	Why: "A volume outlives its instance and can be attached elsewhere or shared as a snapshot. Encrypted with " +
		"a key of one's own, it is of no use to whoever may not use the key.",
	Fix:      "Set encrypted to true and kmsKeyId to the ARN of a KMS key of the account.",
	Severity: rule.High,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    []string{"aws:ebs/volume:Volume"},
	Controls: atRest(rule.FSBP.ID("EC2.3"), rule.CISAWS.ID("5.1.1")),
	Since:    since,
	Check: func(r *rule.Resource, rep *rule.Report) {
		switchedOn(rep, r.At("encrypted"))
		customerKey(rep, r.At("kmsKeyId"))
	},
}
