package recovery

import (
	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/policy/rule/want"
)

var secretWindow = rule.Rule{
	ID:    "recovery-secret-window",
	Title: "Deleted secrets can be brought back for a while",
	Why: "With a window of 0 days a secret is gone at once, with no way back: a rename in the program is enough. " +
		"What used it stops when it next reads it.",
	Fix:      "Leave recoveryWindowInDays unset (30 days), or set it to no less than the setting days.",
	Severity: rule.Medium,
	Levels:   rule.Levels{Dev: rule.Advisory, Staging: rule.Mandatory, Prod: rule.Mandatory},
	Types:    []string{"aws:secretsmanager/secret:Secret"},
	Controls: restorable(),
	Settings: []rule.Setting{{
		Name: "days", Doc: "The least number of days for which a deleted secret can be brought back, and its name is taken.",
		Number: &rule.PerTier[float64]{Dev: 0, Staging: 7, Prod: 14},
	}},
	Since: "0.3.0",
	Check: want.When(func(r *rule.Resource) rule.Truth { return r.At("recoveryWindowInDays").Present() }, "recoveryWindowInDays",
		want.AtLeastSetting("recoveryWindowInDays", "a deleted secret is gone too soon (days)", "days")),
}
