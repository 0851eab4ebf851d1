package encryption

import "github.com/covetpy/platform/policy/rule"

const (
	ebsByDefault  = "aws:ebs/encryptionByDefault:EncryptionByDefault"
	ebsDefaultKey = "aws:ebs/defaultKmsKey:DefaultKmsKey"
)

var ebsDefault = rule.Rule{
	ID:    "encryption-ebs-default",
	Title: "EBS encrypts by default in the region, with a customer-managed key",
	Why: "Volumes that nobody describes here (those of the console, of snapshots, of services that launch " +
		"instances) take the region's default. Off, they are in plain text; with alias/aws/ebs, their snapshots " +
		"can't be shared with a backup account.",
	Fix: "Leave enabled of aws.ebs.EncryptionByDefault at true, and set keyArn of aws.ebs.DefaultKmsKey to a KMS " +
		"key of the account.",
	Severity: rule.Medium,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    []string{ebsByDefault, ebsDefaultKey},
	Controls: atRest(rule.FSBP.ID("EC2.7"), rule.CISAWS.ID("5.1.1")),
	Since:    "0.3.0",
	Check: func(r *rule.Resource, rep *rule.Report) {
		if r.Type == ebsDefaultKey {
			customerKey(rep, r.At("keyArn"))
			return
		}
		// The provider's default is true.
		enabled := r.At("enabled")
		rep.Require(rule.Or(rule.Not(enabled.Present()), enabled.IsTrue()), enabled, "the region's default is off: %s", enabled.Quote())
	},
}
