package kubernetes

import (
	"strings"

	"github.com/covetpy/platform/policy/kube"
	"github.com/covetpy/platform/policy/rule"
)

var rbacPeople = rule.Rule{
	ID:    "kubernetes-rbac-people",
	Title: "No binding lets people change what runs",
	Why:   "What a person changes by hand is in no review and is undone by the next deployment, or survives it unseen.",
	Fix: "Bind people to roles that read. Change workloads through the stack; for an emergency, use an access entry for " +
		"hours.",
	Severity:   rule.Low,
	Levels:     rule.Everywhere(rule.Advisory),
	Types:      []string{kube.ClusterRoleType, kube.RoleType, kube.ClusterRoleBindingType, kube.RoleBindingType},
	Controls:   entitled(),
	Since:      since,
	CheckStack: checkRBACPeople,
}

func checkRBACPeople(s *rule.Stack, rep *rule.Report) {
	for _, binding := range s.OfType(kube.ClusterRoleBindingType, kube.RoleBindingType) {
		gives := kube.Gives(s, binding, kube.WriteWorkloads())
		for _, subject := range binding.At("subjects").Items() {
			name := subject.At("name")
			text, _ := name.Text()
			// The names that begin so are of the cluster's own parts.
			person := rule.And(subject.At("kind").Is("User", "Group"), rule.Of(!strings.HasPrefix(text, "system:")))
			rep.On(binding).Require(rule.Not(rule.And(person, gives)), name, "%s may change what runs by hand", name.Quote())
		}
	}
}
