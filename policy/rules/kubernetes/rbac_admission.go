package kubernetes

import (
	"github.com/covetpy/platform/policy/kube"
	"github.com/covetpy/platform/policy/rule"
)

var rbacAdmission = rule.Rule{
	ID:    "kubernetes-rbac-admission",
	Title: "No cluster role changes admission control",
	Why: "A webhook sees every object that is written, secrets too, and may change it; deleting one switches off what it " +
		"enforced for the whole cluster.",
	Fix: "Make webhook configurations and admission policies in the stack. A controller that keeps its own certificate up " +
		"to date gets update on its own configuration by name.",
	Severity: rule.High,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    clusterRoles(),
	Controls: entitled(rule.CISEKS.IDs("4.1.11")...),
	Since:    since,
	Check: refuse("it changes what admission control sees and enforces", kube.Right{
		Group: "admissionregistration.k8s.io",
		Resources: []string{
			"validatingwebhookconfigurations", "mutatingwebhookconfigurations",
			"validatingadmissionpolicies", "validatingadmissionpolicybindings",
			"mutatingadmissionpolicies", "mutatingadmissionpolicybindings",
		},
		Verbs:       kube.Writes(),
		UnlessNamed: true,
	}),
}
