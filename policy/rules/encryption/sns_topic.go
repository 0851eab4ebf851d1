package encryption

import "github.com/covetpy/platform/policy/rule"

var snsTopic = rule.Rule{
	ID:    "encryption-sns-topic",
	Title: "SNS topics are encrypted with a customer-managed key",
	Why: "A topic stores messages while it delivers them, and does so in plain text unless it has a key. " +
		"Alarms cannot publish to a topic with the key alias/aws/sns, because its policy can't be changed.",
	Fix: "Set kmsMasterKeyId to the id, ARN or alias of a KMS key of the account, and let the services that " +
		"publish to the topic use the key.",
	Severity: rule.Medium,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    []string{"aws:sns/topic:Topic"},
	Controls: atRest(rule.FSBP.ID("SNS.1")),
	Since:    since,
	Check: func(r *rule.Resource, rep *rule.Report) {
		customerKey(rep, r.At("kmsMasterKeyId"))
	},
}
