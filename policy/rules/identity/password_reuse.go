package identity

import (
	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/policy/rule/want"
)

var passwordReuse = rule.Rule{
	ID:    "identity-password-reuse",
	Title: "Old passwords can't be used again",
	Why: "A password that leaked years ago is still tried. Where the last ones may be used again, a forced " +
		"change is a change back.",
	Fix:      "Set passwordReusePrevention to 24, the most that AWS remembers.",
	Severity: rule.Low,
	Levels:   rule.Everywhere(rule.Advisory),
	Types:    []string{"aws:iam/accountPasswordPolicy:AccountPasswordPolicy"},
	Controls: leastPrivilege(rule.FSBP.ID("IAM.7"), rule.CISAWS.ID("1.8")),
	Settings: []rule.Setting{{Name: "passwords", Doc: "How many of the last passwords are refused.", Number: rule.Same(24.0)}},
	Since:    "0.3.0",
	Check:    want.AtLeastSetting("passwordReusePrevention", "old passwords may be used again", "passwords"),
}
