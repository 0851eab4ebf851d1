package network

import (
	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/policy/rule/want"
)

var lambdaVPC = rule.Rule{
	ID:    "network-lambda-vpc",
	Title: "Lambda functions run inside the network",
	Why: "Outside of it a function reaches the whole internet, and nothing of the network's logs, groups and " +
		"endpoint policies sees what it sends where.",
	Fix:      "Set vpcConfig.subnetIds and vpcConfig.securityGroupIds.",
	Severity: rule.Low,
	Levels:   rule.Everywhere(rule.Advisory),
	Types:    []string{"aws:lambda/function:Function"},
	Controls: boundary(rule.FSBP.IDs("Lambda.3")),
	Since:    since,
	Check:    want.Given("vpcConfig.subnetIds", "the function runs outside the network"),
}
