package operations

import (
	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/policy/rule/want"
)

var lambdaTracing = rule.Rule{
	ID:       "operations-lambda-tracing",
	Title:    "Lambda functions are traced",
	Why:      "A slow request passes through several functions; without traces nobody can say which was slow.",
	Fix:      "Set tracingConfig.mode to Active.",
	Severity: rule.Low,
	Levels:   rule.Everywhere(rule.Advisory),
	Types:    []string{lambdaFunction},
	Controls: watched(rule.FSBP.IDs("Lambda.7")...),
	Since:    since,
	Check:    want.OneOf("tracingConfig.mode", "requests are not traced", "Active"),
}
