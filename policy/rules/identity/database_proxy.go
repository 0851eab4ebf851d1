package identity

import (
	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/policy/rule/want"
)

var databaseProxy = rule.Rule{
	ID:    "identity-database-proxy",
	Title: "Database proxies let clients log in by IAM alone",
	Why: "A proxy with a secret takes the database's password from its clients unless it demands IAM of each of its " +
		"users. One entry that does not is a way in by password, past all that the database demands.",
	Fix:      "Set defaultAuthScheme to IAM_AUTH, or iamAuth of every entry of auths to REQUIRED.",
	Severity: rule.Medium,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    []string{"aws:rds/proxy:Proxy"},
	Controls: authenticated(),
	Since:    "0.3.0",
	Check: func(r *rule.Resource, rep *rule.Report) {
		scheme, auths := r.At("defaultAuthScheme"), r.At("auths")
		if len(auths.Items()) == 0 {
			want.Value(rep, scheme, "nothing demands IAM", scheme.Is("IAM_AUTH"))
			return
		}
		for _, auth := range auths.Items() {
			required := auth.At("iamAuth")
			want.Value(rep, required, "clients may log in by password", required.Is("REQUIRED"))
		}
	},
}
