package identity

import (
	"github.com/covetpy/platform/policy/rule"
)

var user = rule.Rule{
	ID:    "identity-user",
	Title: "People and programs have roles, not users",
	Why: "A user is a credential that lives until somebody remembers it: no session ends it, no identity " +
		"provider locks it when its owner leaves. People come through the organisation's access portal, " +
		"programs by a role.",
	Fix:      "Use a role: pod identity for pods, OIDC for pipelines, the access portal for people.",
	Severity: rule.Medium,
	Levels:   rule.Levels{Dev: rule.Advisory, Staging: rule.Mandatory, Prod: rule.Mandatory},
	Types:    []string{"aws:iam/user:User"},
	Controls: leastPrivilege(rule.FSBP.IDs("IAM.3", "IAM.22")...),
	Settings: acceptedUsers(),
	Since:    "0.3.0",
	Check: func(r *rule.Resource, rep *rule.Report) {
		at := r.At("name")
		rep.Require(at.Is(rep.Texts(usersSetting)...), at, "a user is made: %s", at.Quote())
	},
}

// usersSetting names the users without whom it does not work.
const usersSetting = "users"

func acceptedUsers() []rule.Setting {
	return []rule.Setting{{
		Name: usersSetting, Texts: rule.Same([]string{}),
		Doc: "Names of users that are accepted, because what signs in with them knows no roles (SMTP of SES).",
	}}
}
