package kubernetes

import (
	"github.com/covetpy/platform/policy/kube"
	"github.com/covetpy/platform/policy/rule"
)

var rbacSecrets = rule.Rule{
	ID:    "kubernetes-rbac-secrets",
	Title: "No role reads secrets that it does not list by name",
	Why: "Secrets of a namespace hold the credentials of everything in it, tokens of stronger service accounts among them. " +
		"list and watch show their contents just as get does.",
	Fix:      "Give get on the secrets that are needed, listed in resourceNames, or mount them instead.",
	Severity: rule.High,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    roles(),
	Controls: entitled(rule.CISEKS.IDs("4.1.2")...),
	Since:    since,
	Check:    refuse("it reads secrets, and resourceNames does not say which", kube.ReadSecrets...),
}
