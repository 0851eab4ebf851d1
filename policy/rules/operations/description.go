package operations

import (
	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/policy/rule/want"
)

var description = rule.Rule{
	ID:    "operations-description",
	Title: "Keys and secrets say what they are for",
	Why: "A year later nobody dares to delete a key or a secret that does not say what it is for, and nobody knows " +
		"whom to ask when it leaks.",
	Fix:      "Set description.",
	Severity: rule.Low,
	Levels:   rule.Everywhere(rule.Advisory),
	Types:    []string{"aws:kms/key:Key", "aws:kms/replicaKey:ReplicaKey", "aws:secretsmanager/secret:Secret"},
	Controls: recorded(),
	Since:    "0.3.0",
	Check:    want.Given("description", "it does not say what it is for"),
}
