package encryption

import (
	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/policy/rule/want"
)

var snsSubscription = rule.Rule{
	ID:    "encryption-sns-subscription",
	Title: "SNS delivers over TLS",
	Why: "A subscription of protocol http posts each message in the clear, over the internet, to whoever stands " +
		"where the address leads.",
	Fix:      "Set protocol to https, and begin the endpoint with https.",
	Severity: rule.Medium,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    []string{"aws:sns/topicSubscription:TopicSubscription"},
	Controls: inTransit(),
	Since:    "0.3.0",
	Check:    want.NotOneOf("protocol", "messages are posted in the clear", "http"),
}
