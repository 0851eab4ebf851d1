package identity

import "github.com/covetpy/platform/policy/rule"

var podIdentityDefault = rule.Rule{
	ID:    "identity-pod-identity-default",
	Title: "No role is given to a namespace's default service account",
	Why: "Every pod that names no account of its own runs as the default one: each of them, and each that is added " +
		"later, would hold the role.",
	Fix:      "Make a service account for the workload and name it in serviceAccount.",
	Severity: rule.Medium,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    []string{podIdentityAssociation, eksAddon},
	Controls: leastPrivilege(rule.CISEKS.IDs("4.1.5", "5.2.1")...),
	Since:    "0.3.0",
	Check: func(r *rule.Resource, rep *rule.Report) {
		accounts := []rule.Value{r.At("serviceAccount")}
		if r.Type == eksAddon {
			accounts = nil
			for _, a := range r.At("podIdentityAssociations").Items() {
				accounts = append(accounts, a.At("serviceAccount"))
			}
		}
		for _, account := range accounts {
			named := rule.And(rule.Not(account.Blank()), rule.Not(account.Is("default")))
			rep.Require(named, account, "the role goes to every pod without an account of its own")
		}
	},
}
