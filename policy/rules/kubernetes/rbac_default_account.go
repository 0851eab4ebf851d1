package kubernetes

import (
	"strings"

	"github.com/covetpy/platform/policy/rule"
)

var rbacDefaultAccount = rule.Rule{
	ID:    "kubernetes-rbac-default-account",
	Title: "Nothing is bound to the default service account of a namespace",
	Why: "A pod that names no service account runs as default, and so does the next one that somebody starts there: they " +
		"get the rights without anyone deciding it. The group of all accounts of a namespace has default in it.",
	Fix:      "Make a service account for the workload, name it in the pod and bind that.",
	Severity: rule.Medium,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    bindings(),
	Controls: entitled(rule.CISEKS.IDs("4.1.5")...),
	Since:    since,
	Check:    checkRBACDefaultAccount,
}

func checkRBACDefaultAccount(r *rule.Resource, rep *rule.Report) {
	for _, subject := range r.At("subjects").Items() {
		name := subject.At("name")
		text, known := name.Text()
		if known == rule.Unknown {
			rep.Undecided(name)
			continue
		}
		account, user := strings.CutPrefix(text, "system:serviceaccount:")
		rep.Require(rule.Not(rule.Or(
			rule.And(subject.At("kind").Is("ServiceAccount"), rule.Of(text == "default")),
			rule.And(subject.At("kind").Is("User"), rule.Of(user && strings.HasSuffix(account, ":default"))),
			rule.And(subject.At("kind").Is("Group"), rule.Of(strings.HasPrefix(text, "system:serviceaccounts:"))),
		)), name, "%s is what pods run as that name no account", name.Quote())
	}
}
