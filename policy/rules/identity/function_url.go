package identity

import (
	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/policy/rule/want"
)

var functionURL = rule.Rule{
	ID:       "identity-function-url",
	Title:    "Function URLs ask who calls",
	Why:      "A URL with the authorisation NONE runs the function for everyone who finds it, past the load balancer and its firewall.",
	Fix:      "Set authorizationType to AWS_IAM.",
	Severity: rule.Critical,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    []string{"aws:lambda/functionUrl:FunctionUrl"},
	Controls: leastPrivilege(rule.NIST.IDs("AC-3")...),
	Since:    "0.3.0",
	Check:    want.OneOf("authorizationType", "anyone may call the function by its URL", "AWS_IAM"),
}
