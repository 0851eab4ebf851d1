package kubernetes

import (
	"github.com/covetpy/platform/policy/kube"
	"github.com/covetpy/platform/policy/rule"
)

var rbacPodLogs = rule.Rule{
	ID:       "kubernetes-rbac-pod-logs",
	Title:    "No role deletes the logs of pods",
	Why:      "Logs say what happened in a pod. Whoever may delete them can hide it.",
	Fix:      "Take delete and deletecollection on pods/log out; reading needs get.",
	Severity: rule.Low,
	Levels:   rule.Everywhere(rule.Advisory),
	Types:    roles(),
	Controls: entitled(),
	Since:    since,
	Check:    refuse("it deletes logs", kube.Right{Resources: []string{"pods/log"}, Verbs: []string{"delete", "deletecollection"}}),
}
