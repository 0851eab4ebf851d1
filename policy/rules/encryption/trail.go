package encryption

import "github.com/covetpy/platform/policy/rule"

var trail = rule.Rule{
	ID:       "encryption-trail",
	Title:    "CloudTrail's files are encrypted with a customer-managed key",
	Why:      "The trail says who did what from where: the map of an account. With S3's own encryption, the right to the bucket is enough to read it.",
	Fix:      "Set kmsKeyId to the ARN of a KMS key whose policy lets cloudtrail.amazonaws.com use it for this trail.",
	Severity: rule.Medium,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    []string{"aws:cloudtrail/trail:Trail"},
	Controls: atRest(rule.FSBP.ID("CloudTrail.2"), rule.CISAWS.ID("3.5"), rule.Control{Framework: rule.NIST, ID: "AU-9(3)"}),
	Since:    "0.3.0",
	Check: func(r *rule.Resource, rep *rule.Report) {
		customerKey(rep, r.At("kmsKeyId"))
	},
}
