package identity

import (
	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/policy/rule/want"
)

var loginProfile = rule.Rule{
	ID:    "identity-login-profile",
	Title: "The first password of a user must be changed",
	Why: "Whoever made the first password knows it, and it went through a message or a file. Unless the user " +
		"has to change it, both stay good.",
	Fix:      "Set passwordResetRequired to true, or use the access portal instead of users.",
	Severity: rule.Low,
	Levels:   rule.Everywhere(rule.Advisory),
	Types:    []string{"aws:iam/userLoginProfile:UserLoginProfile"},
	Controls: leastPrivilege(),
	Since:    "0.3.0",
	Check:    want.True("passwordResetRequired", "the first password stays good"),
}
