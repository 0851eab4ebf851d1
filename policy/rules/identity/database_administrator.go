package identity

import (
	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/policy/rule/want"
)

var databaseAdministrator = rule.Rule{
	ID:    "identity-database-administrator",
	Title: "The administrator of a database has a name of its own",
	Why: "Whoever tries passwords tries postgres, admin and root first: with such a name half of the login is known. The " +
		"name can't be changed later without another cluster.",
	Fix:      "Set masterUsername to a name that is not on the list.",
	Severity: rule.Medium,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    []string{clusterType, instanceType},
	Controls: authenticated(rule.FSBP.ID("RDS.24")),
	Settings: []rule.Setting{{
		Name: "guessed", Doc: "Names that are tried first, in any case of letters.",
		Texts: rule.Same([]string{"postgres", "admin", "administrator", "root", "user", "master", "sa", "dba", "mysql", "rdsadmin", "awsuser"}),
	}},
	Since: "0.3.0",
	Check: func(r *rule.Resource, rep *rule.Report) {
		name := r.At("masterUsername")
		if r.Type == instanceType {
			name = r.At("username")
		}
		want.Value(rep, name, "the administrator's name is tried first", rule.Not(want.Among(name, rep.Texts("guessed")...)))
	},
}
