package encryption

import "github.com/covetpy/platform/policy/rule"

var sqsQueue = rule.Rule{
	ID:    "encryption-sqs-queue",
	Title: "SQS queues are encrypted with a customer-managed key",
	Why: "Messages wait in a queue for up to two weeks. SQS's own encryption (sqsManagedSseEnabled) and the key " +
		"alias/aws/sqs open to everyone who may receive from the queue, other accounts included.",
	Fix: "Set kmsMasterKeyId to the id, ARN or alias of a KMS key of the account, and let the services that " +
		"send to the queue use the key.",
	Severity: rule.Medium,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    []string{"aws:sqs/queue:Queue"},
	Controls: atRest(rule.FSBP.ID("SQS.1")),
	Since:    since,
	Check: func(r *rule.Resource, rep *rule.Report) {
		customerKey(rep, r.At("kmsMasterKeyId"))
	},
}
