package operations

import (
	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/policy/rule/want"
)

var macie = rule.Rule{
	ID:       "operations-macie",
	Title:    "Macie is looking",
	Why:      "It finds personal data in buckets where nobody expected any. Paused, it keeps its findings of the past and looks at nothing new.",
	Fix:      "Leave status out, or set it to ENABLED.",
	Severity: rule.Medium,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    []string{"aws:macie2/account:Account"},
	Controls: watched(append(rule.FSBP.IDs("Macie.1"), rule.CISAWS.IDs("2.1.3")...)...),
	Since:    since,
	Check:    want.NotOneOf("status", "Macie is paused", "PAUSED"),
}
