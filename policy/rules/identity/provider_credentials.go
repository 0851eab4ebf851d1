package identity

import (
	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/policy/rule/want"
)

var providerCredentials = rule.Rule{
	ID:    "identity-provider-credentials",
	Title: "No AWS provider carries credentials of its own",
	Why: "Keys in the program go into its state and its history, don't expire, and work for whoever finds them. " +
		"They also decide the account, whatever the session says.",
	Fix:      "Leave accessKey, secretKey and token out, and run with a role's session or with OIDC.",
	Severity: rule.High,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    []string{awsProvider},
	Controls: leastPrivilege(append(rule.NIST.IDs("IA-5(7)"), rule.PCIDSS.IDs("8.6.2")...)...),
	Since:    "0.3.0",
	Check: want.All(
		want.NotGiven("accessKey", "the provider has a key of its own"),
		want.NotGiven("secretKey", "the provider has a key of its own"),
		want.NotGiven("token", "the provider has a session of its own"),
	),
}

const awsProvider = "pulumi:providers:aws"
