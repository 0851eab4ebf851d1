package identity

import (
	"strings"

	"github.com/covetpy/platform/policy/iam"
	"github.com/covetpy/platform/policy/rule"
)

var notAction = rule.Rule{
	ID:    "identity-not-action",
	Title: "No policy allows everything but a list of actions",
	Why: "Allow with NotAction grants every action of every service that the list forgot, and every one that " +
		"AWS adds. What looks like a restriction is nearly Action *.",
	Fix:      "Allow a list of Actions. NotAction belongs in a Deny.",
	Severity: rule.High,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    typesWith(granted),
	Controls: leastPrivilege(rule.FSBP.ID("IAM.1")),
	Since:    since,
	Check: func(r *rule.Resource, rep *rule.Report) {
		eachAllow(r, rep, granted, func(p place, label string, s iam.Statement) {
			if len(s.NotActions) > 0 {
				rep.Fail(p.at, "%s allows everything except %s", label, strings.Join(s.NotActions, ", "))
			}
		})
	},
}
