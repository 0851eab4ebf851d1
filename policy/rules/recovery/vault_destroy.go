package recovery

import (
	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/policy/rule/want"
)

var vaultDestroy = rule.Rule{
	ID:    "recovery-vault-destroy",
	Title: "A backup vault that is destroyed does not take its recovery points along",
	Why: "AWS refuses to delete a vault that holds something. With forceDestroy the provider deletes every recovery " +
		"point first, and a destroy of the environment ends all ways back to it.",
	Fix:      "Leave forceDestroy unset or false.",
	Severity: rule.Medium,
	Levels:   kept,
	Types:    []string{vaultType},
	Controls: restorable(),
	Since:    "0.3.0",
	Check:    want.False("forceDestroy", "a destroy deletes every recovery point first"),
}
