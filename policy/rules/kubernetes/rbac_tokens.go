package kubernetes

import (
	"github.com/covetpy/platform/policy/kube"
	"github.com/covetpy/platform/policy/rule"
)

var rbacTokens = rule.Rule{
	ID:    "kubernetes-rbac-tokens",
	Title: "No role issues tokens for service accounts that it does not list by name",
	Why: "A token is the service account: whoever may issue them becomes any account of the namespace, with its rights and " +
		"its AWS role, from anywhere.",
	Fix:      "Take create on serviceaccounts/token out, or list the accounts in resourceNames.",
	Severity: rule.High,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    roles(),
	Controls: entitled(rule.CISEKS.IDs("4.1.12")...),
	Since:    since,
	Check:    refuse("it issues tokens, and resourceNames does not say for whom", kube.CreateTokens...),
}
