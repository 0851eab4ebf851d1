package operations

import (
	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/policy/rule/want"
)

var lambdaDeadLetter = rule.Rule{
	ID:       "operations-lambda-dead-letter",
	Title:    "Events that a Lambda function could not handle are kept",
	Why:      "An asynchronous event is dropped after two more tries, and nobody knows what was in it.",
	Fix:      "Set deadLetterConfig.targetArn to a queue or a topic.",
	Severity: rule.Low,
	Levels:   rule.Everywhere(rule.Advisory),
	Types:    []string{lambdaFunction},
	Controls: watched(),
	Since:    since,
	Check:    want.Given("deadLetterConfig.targetArn", "events that fail are dropped"),
}
