package identity

import (
	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/policy/rule/want"
)

var passwordLength = rule.Rule{
	ID:    "identity-password-length",
	Title: "Passwords are long",
	Why: "AWS's default asks for eight characters, which a rented machine tries out in hours once their hash " +
		"has leaked.",
	Fix:      "Set minimumPasswordLength to the length that the setting asks for, or more.",
	Severity: rule.Medium,
	Levels:   rule.Levels{Dev: rule.Advisory, Staging: rule.Mandatory, Prod: rule.Mandatory},
	Types:    []string{"aws:iam/accountPasswordPolicy:AccountPasswordPolicy"},
	Controls: leastPrivilege(rule.FSBP.ID("IAM.7"), rule.CISAWS.ID("1.7")),
	Settings: []rule.Setting{{Name: "characters", Doc: "The least length of a password.", Number: rule.Same(14.0)}},
	Since:    "0.3.0",
	Check:    want.AtLeastSetting("minimumPasswordLength", "passwords may be short", "characters"),
}
