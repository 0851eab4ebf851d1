package operations

import (
	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/policy/rule/want"
)

var lambdaConcurrency = rule.Rule{
	ID:       "operations-lambda-concurrency",
	Title:    "Lambda functions have a bound on how many run at once",
	Why:      "A function that calls itself, or that a flood of events calls, takes the account's whole concurrency, and every other function stands still.",
	Fix:      "Set reservedConcurrentExecutions.",
	Severity: rule.Low,
	Levels:   rule.Everywhere(rule.Advisory),
	Types:    []string{lambdaFunction},
	Controls: accounted(),
	Since:    since,
	Check:    want.AtLeast("reservedConcurrentExecutions", "nothing bounds how many run at once", 0),
}
