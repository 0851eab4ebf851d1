package kubernetes

import (
	"github.com/covetpy/platform/policy/kube"
	"github.com/covetpy/platform/policy/rule"
)

var rbacImpersonation = rule.Rule{
	ID:    "kubernetes-rbac-impersonation",
	Title: "No role impersonates",
	Why: "Who may impersonate acts as any user, group or service account, and the audit log names the victim beside them. " +
		"Groups such as system:masters are beyond every role.",
	Fix:      "Take impersonate out of the verbs.",
	Severity: rule.Critical,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    roles(),
	Controls: entitled(rule.CISEKS.IDs("4.1.8")...),
	Since:    since,
	Check:    refuse("it can act as somebody else", kube.Impersonate...),
}
