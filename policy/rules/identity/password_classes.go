package identity

import (
	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/policy/rule/want"
)

var passwordClasses = rule.Rule{
	ID:    "identity-password-classes",
	Title: "Passwords have all classes of characters and an age at which they end",
	Why: "FSBP asks for lower and upper case, digits and symbols and for a change within 90 days. Unset, AWS " +
		"asks for none of it.",
	Fix:      "Set the four require... properties to true, and maxPasswordAge to 90 or less.",
	Severity: rule.Low,
	Levels:   rule.Everywhere(rule.Advisory),
	Types:    []string{"aws:iam/accountPasswordPolicy:AccountPasswordPolicy"},
	Controls: leastPrivilege(rule.FSBP.ID("IAM.7")),
	Settings: []rule.Setting{{Name: "days", Doc: "The most days after which a password ends.", Number: rule.Same(90.0)}},
	Since:    "0.3.0",
	Check: want.All(
		want.True("requireLowercaseCharacters", "passwords need no lower case"),
		want.True("requireUppercaseCharacters", "passwords need no upper case"),
		want.True("requireNumbers", "passwords need no digit"),
		want.True("requireSymbols", "passwords need no symbol"),
		endingPasswords,
	),
}

// endingPasswords demands an age: 0 and unset are none.
func endingPasswords(r *rule.Resource, rep *rule.Report) {
	at := r.At("maxPasswordAge")
	days, known := at.Number()
	if known == rule.Yes {
		known = rule.Of(days >= 1 && days <= rep.Number("days"))
	}
	rep.Require(known, at, "passwords end too late or never: their age is %s", at.Quote())
}
