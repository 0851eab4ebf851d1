package identity

import (
	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/policy/rule/want"
)

var secretPolicyCheck = rule.Rule{
	ID:    "identity-secret-policy-check",
	Title: "Secrets Manager refuses policies that open a secret to everyone",
	Why: "With blockPublicPolicy the service itself proves that a policy lets no stranger in, before it sets it; " +
		"its default is not to look.",
	Fix:      "Set blockPublicPolicy to true.",
	Severity: rule.Medium,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    []string{"aws:secretsmanager/secretPolicy:SecretPolicy"},
	Controls: leastPrivilege(),
	Since:    "0.3.0",
	Check:    want.True("blockPublicPolicy", "the service does not look whether the policy is public"),
}
