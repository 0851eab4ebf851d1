package kubernetes

import (
	"github.com/covetpy/platform/policy/kube"
	"github.com/covetpy/platform/policy/rule"
)

var serviceAccount = rule.Rule{
	ID:    "kubernetes-service-account",
	Title: "Every workload has a service account of its own, not the namespace's default",
	Why: "Pods that name no service account share the default one: a right, a cloud role or a policy of the mesh that " +
		"is meant for one of them is everybody's in the namespace.",
	Fix:      "Make a ServiceAccount for the workload and set serviceAccountName to it.",
	Severity: rule.Medium,
	Levels:   rule.Levels{Dev: rule.Advisory, Staging: rule.Mandatory, Prod: rule.Mandatory},
	Types:    kube.Workloads(),
	Controls: identified(rule.CISEKS.ID("4.1.5")),
	Since:    since,
	Check: pods(func(p kube.Pod, rep *rule.Report) {
		at := p.Account()
		demand(rep, p, at, "the pod has no service account of its own",
			rule.And(rule.Not(at.Blank()), rule.Not(at.Is("default"))))
	}),
}
