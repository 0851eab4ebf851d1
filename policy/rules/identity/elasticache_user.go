package identity

import (
	"strings"

	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/policy/rule/want"
)

var elasticacheUser = rule.Rule{
	ID:    "identity-elasticache-user",
	Title: "Users of caches prove who they are",
	Why: "A user without a password is a name that anyone may give: the user group is there, and the door behind it is " +
		"open. A user that is switched off and may do nothing harms nobody; Redis wants one of the name default.",
	Fix:      "Set authenticationMode.type to iam, or to password; or begin the accessString with off.",
	Severity: rule.High,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    []string{cacheUserType},
	Controls: authenticated(),
	Since:    "0.3.0",
	Check: func(r *rule.Resource, rep *rule.Report) {
		mode := r.At("authenticationMode.type")
		proves := rule.Or(
			want.Among(mode, "iam", "password"),
			rule.And(rule.Not(mode.Present()), rule.Or(r.At("passwords").Given(), r.At("passwordsWo").Given())),
		)
		open := r.At("noPasswordRequired")
		off := switchedOff(r.At("accessString"))
		rep.Require(rule.Or(off, rule.Not(open.IsTrue())), open, "no password is required")
		rep.Require(rule.Or(off, proves, open.IsTrue()), mode, "nothing says how the user logs in: the mode is %s", mode.Quote())
	},
}

// switchedOff says whether an access string lets nobody log in: of "on" and "off"
// the later one holds, and off is what a user is that neither is said of.
func switchedOff(access rule.Value) rule.Truth {
	text, known := access.Text()
	if known != rule.Yes {
		return known
	}
	on := false
	for word := range strings.FieldsSeq(strings.ToLower(text)) {
		switch word {
		case "on":
			on = true
		case "off", "reset":
			on = false
		}
	}
	return rule.Of(!on)
}
