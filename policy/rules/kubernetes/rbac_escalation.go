package kubernetes

import (
	"github.com/covetpy/platform/policy/kube"
	"github.com/covetpy/platform/policy/rule"
)

var rbacEscalation = rule.Rule{
	ID:    "kubernetes-rbac-escalation",
	Title: "No role binds or escalates roles",
	Why: "The API server lets nobody give what they do not have, except with bind or escalate. With either, a subject " +
		"makes itself administrator of the cluster.",
	Fix:      "Take the verbs bind and escalate out. Who installs roles has the rights that are in them.",
	Severity: rule.Critical,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    roles(),
	Controls: entitled(rule.CISEKS.IDs("4.1.8")...),
	Since:    since,
	Check:    refuse("with bind or escalate it can make itself administrator", kube.Escalate...),
}
