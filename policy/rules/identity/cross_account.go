package identity

import (
	"github.com/covetpy/platform/policy/rule"
)

var crossAccount = rule.Rule{
	ID:    "identity-cross-account",
	Title: "No resource is opened to an account that is not known",
	Why: "A statement for another account hands a bucket, a key, a queue or a secret to whoever administers " +
		"that account, and no policy of this account takes it back. A foreign id in a resource policy is " +
		"also what an intruder leaves behind to come again. An organisation is all of its accounts, present " +
		"and future.",
	Fix: "Let principals of this account in. If the other account is meant, add its id to the setting " +
		"accounts, or the organisation's to organizations.",
	Severity: rule.High,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    typesWith(resource | key),
	Controls: leastPrivilege(rule.FSBP.IDs("S3.6", "KMS.5", "SQS.3", "SNS.4")...),
	Settings: strangersSettings(),
	Since:    "0.3.0",
	Check: func(r *rule.Resource, rep *rule.Report) {
		failStrangers(r, rep, resource|key, "%s lets in %s, which is not this account and not one that is known")
	},
}
