package kubernetes

import (
	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/policy/rule/want"
)

var rbacClusterAdmin = rule.Rule{
	ID:    "kubernetes-rbac-cluster-admin",
	Title: "Nothing is bound to cluster-admin",
	Why: "cluster-admin may do everything, to everything, and what it does can't be told from an attack. Administrators " +
		"are let in by access entries of EKS, with their own names.",
	Fix:      "Bind a role with the rights that are used. For a person, use an access entry with an access policy of EKS.",
	Severity: rule.Critical,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    bindings(),
	Controls: entitled(rule.CISEKS.IDs("4.1.1")...),
	Since:    since,
	Check:    want.NotOneOf("roleRef.name", "everything is allowed to the subjects", "cluster-admin"),
}
