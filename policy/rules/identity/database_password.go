package identity

import "github.com/covetpy/platform/policy/rule"

var databasePassword = rule.Rule{
	ID:    "identity-database-password",
	Title: "The password of a database's administrator is RDS's own, and in no program",
	Why: "A password in the program or its configuration is in the repository, in the state and in every preview's " +
		"memory, and stays the same for years. RDS makes one itself, keeps it in Secrets Manager and changes it every " +
		"week. Members of a global database are the exception: there RDS can't, so they may begin with a password.",
	Fix: "Set manageMasterUserPassword to true and give no masterPassword; or hand one over by masterPasswordWo, which " +
		"no state keeps.",
	Severity: rule.High,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    []string{clusterType, instanceType},
	Controls: authenticated(rule.Control{Framework: rule.PCIDSS, ID: "8.6.2"}),
	Since:    "0.3.0",
	Check: func(r *rule.Resource, rep *rule.Report) {
		password := r.At("masterPassword")
		if r.Type == instanceType {
			password = r.At("password")
		}
		writeOnly := rule.Or(r.At("masterPasswordWo").Given(), r.At("passwordWo").Given())
		inherited := rule.Or(isReplica(r), r.At("globalClusterIdentifier").Given())
		managed := r.At("manageMasterUserPassword")

		member := r.At("globalClusterIdentifier").Given()
		rep.Require(rule.Or(member, rule.Not(password.Given())), password, "a password is handed to RDS, and stays in the state")
		rep.Require(rule.Or(managed.IsTrue(), writeOnly, inherited, password.Given()), managed,
			"RDS does not make the password: it is %s", managed.Quote())
	},
}
