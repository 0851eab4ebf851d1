package kubernetes

import (
	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/policy/rule/want"
)

var priorityDefault = rule.Rule{
	ID:    "kubernetes-priority-default",
	Title: "No priority class is the default of the whole cluster",
	Why: "Pods that name no class get the default one: with a high one, whatever anybody starts drives others off their " +
		"nodes, and a second default, or another value, changes pods that nobody has looked at.",
	Fix:      "Leave globalDefault out, and name the class in the pods that are meant.",
	Severity: rule.Medium,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    []string{"kubernetes:scheduling.k8s.io/v1:PriorityClass", "kubernetes:scheduling.k8s.io/v1:PriorityClassPatch"},
	Controls: available(),
	Since:    since,
	Check:    want.False("globalDefault", "every pod that says nothing has this priority"),
}
