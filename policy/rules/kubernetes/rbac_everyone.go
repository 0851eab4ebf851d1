package kubernetes

import "github.com/covetpy/platform/policy/rule"

var rbacEveryone = rule.Rule{
	ID:    "kubernetes-rbac-everyone",
	Title: "No binding is for everyone, or for groups that every caller is in",
	Why: "system:unauthenticated and system:anonymous are the internet, where the endpoint is public; system:authenticated " +
		"is everybody with a token and system:serviceaccounts every pod. system:masters is beyond all roles, and no " +
		"binding takes that back.",
	Fix:      "Name the service account, or the group that an access entry of EKS gives.",
	Severity: rule.Critical,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    bindings(),
	Controls: entitled(rule.CISEKS.IDs("4.1.1")...),
	Since:    since,
	Check:    checkRBACEveryone,
}

// crowds are the names of users and groups that are nobody in particular.
var crowds = []string{
	"system:anonymous", "system:unauthenticated", "system:authenticated", "system:serviceaccounts", "system:masters",
}

func checkRBACEveryone(r *rule.Resource, rep *rule.Report) {
	for _, subject := range r.At("subjects").Items() {
		name := subject.At("name")
		person := subject.At("kind").Is("User", "Group")
		rep.Require(rule.Not(rule.And(person, name.Is(crowds...))), name, "%s is nobody in particular", name.Quote())
	}
}
