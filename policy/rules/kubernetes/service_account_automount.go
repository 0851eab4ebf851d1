package kubernetes

import (
	"github.com/covetpy/platform/policy/kube"
	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/policy/rule/want"
)

var serviceAccountAutomount = rule.Rule{
	ID:    "kubernetes-service-account-automount",
	Title: "Service accounts give pods no token unasked",
	Why: "By default every container of every pod has a token for the API server in its file system. Whoever reads a file " +
		"of a pod that never calls the API server then may call it.",
	Fix: "Set automountServiceAccountToken to false on the service account, and to true on the pods that call the API " +
		"server.",
	Severity: rule.Medium,
	Levels:   rule.Levels{Dev: rule.Advisory, Staging: rule.Mandatory, Prod: rule.Mandatory},
	Types:    []string{kube.ServiceAccountType},
	Controls: authenticated(rule.CISEKS.IDs("4.1.6")...),
	Since:    since,
	Check:    want.SaidFalse("automountServiceAccountToken", "its token is mounted into every pod"),
}
