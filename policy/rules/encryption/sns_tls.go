package encryption

import "github.com/covetpy/platform/policy/rule"

var snsTLSKind = served{
	of: "aws:sns/topic:Topic", policy: "aws:sns/topicPolicy:TopicPolicy",
	path: "arn", by: []string{"arn", "id"},
	actions: []string{"sns:Publish", "sns:Subscribe"},
	called:  "name", covered: func(name string) []string { return []string{name} },
}

var snsTLS = rule.Rule{
	ID:    "encryption-sns-tls",
	Title: "Every SNS topic refuses whoever comes without TLS",
	Why: "SNS answers plain HTTP as well: what is published can be read and changed by everyone on the way, and an " +
		"alarm that somebody changed reaches people with this account's name on it.",
	Fix: "Add an aws.sns.TopicPolicy of this topic with a Deny of sns:Publish and sns:Subscribe for Principal *, " +
		"whose only condition is Bool aws:SecureTransport false. (SNS takes no sns:* there.)",
	Severity:   rule.Medium,
	Levels:     rule.Everywhere(rule.Mandatory),
	Types:      []string{"aws:sns/topic:Topic", "aws:sns/topicPolicy:TopicPolicy"},
	Controls:   inTransit(),
	Since:      "0.3.0",
	CheckStack: snsTLSKind.checkTLS,
}
