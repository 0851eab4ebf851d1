package kubernetes

import (
	"github.com/covetpy/platform/policy/kube"
	"github.com/covetpy/platform/policy/rule"
)

var rbacCreatePods = rule.Rule{
	ID:    "kubernetes-rbac-create-pods",
	Title: "No role creates bare pods",
	Why: "Whoever creates a pod chooses its service account and mounts any secret of the namespace: it is as good as " +
		"reading them. A bare pod also escapes the review of the workload that it should belong to.",
	Fix:      "Let controllers make pods: grant deployments or jobs, or nothing.",
	Severity: rule.Medium,
	Levels:   rule.Levels{Dev: rule.Advisory, Staging: rule.Mandatory, Prod: rule.Mandatory},
	Types:    roles(),
	Controls: entitled(rule.CISEKS.IDs("4.1.4")...),
	Since:    since,
	Check:    refuse("it creates pods, and so runs as any service account of the namespace", kube.Right{Resources: []string{"pods"}, Verbs: []string{"create"}}),
}
