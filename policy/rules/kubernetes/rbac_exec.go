package kubernetes

import (
	"github.com/covetpy/platform/policy/kube"
	"github.com/covetpy/platform/policy/rule"
)

var rbacExec = rule.Rule{
	ID:    "kubernetes-rbac-exec",
	Title: "No role runs commands in pods, attaches to them or reaches their ports",
	Why: "Whoever gets into a pod has its service account, its secrets and its AWS role, whatever else was refused to " +
		"them. A GET opens the same stream as a web socket.",
	Fix: "Take pods/exec, pods/attach, pods/portforward, pods/proxy and pods/ephemeralcontainers out. For an emergency, " +
		"give them to people for hours, not to a role for ever.",
	Severity: rule.High,
	Levels:   rule.Levels{Dev: rule.Advisory, Staging: rule.Mandatory, Prod: rule.Mandatory},
	Types:    roles(),
	Controls: entitled(),
	Since:    since,
	Check:    refuse("it gets into the pods of others", kube.Exec...),
}
