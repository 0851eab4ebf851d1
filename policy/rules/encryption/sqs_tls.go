package encryption

import "github.com/covetpy/platform/policy/rule"

var sqsTLSKind = served{
	of: "aws:sqs/queue:Queue", policy: "aws:sqs/queuePolicy:QueuePolicy",
	path: "queueUrl", by: []string{"url", "id"},
	actions: []string{"sqs:SendMessage", "sqs:ReceiveMessage", "sqs:DeleteMessage"},
	called:  "name", covered: func(name string) []string { return []string{name} },
}

var sqsTLS = rule.Rule{
	ID:    "encryption-sqs-tls",
	Title: "Every SQS queue refuses whoever comes without TLS",
	Why: "SQS answers plain HTTP as well: messages, and the receipt handles that delete them, can be read and used " +
		"by everyone on the way. Encryption of the queue is at rest alone.",
	Fix: "Add an aws.sqs.QueuePolicy of this queue with a Deny of sending, receiving and deleting for Principal *, " +
		"whose only condition is Bool aws:SecureTransport false.",
	Severity:   rule.Medium,
	Levels:     rule.Everywhere(rule.Mandatory),
	Types:      []string{"aws:sqs/queue:Queue", "aws:sqs/queuePolicy:QueuePolicy"},
	Controls:   inTransit(),
	Since:      "0.3.0",
	CheckStack: sqsTLSKind.checkTLS,
}
