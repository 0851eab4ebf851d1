package encryption

import "github.com/covetpy/platform/policy/rule"

var grafanaWorkspace = rule.Rule{
	ID:    "encryption-grafana-workspace",
	Title: "Grafana workspaces are encrypted with a customer-managed key",
	Why: "A Grafana workspace keeps the credentials of its data sources beside its dashboards. With the service's " +
		"own key, access to them can't be withdrawn by disabling a key.",
	Fix:      "Set kmsKeyId to the ARN of a KMS key of the account.",
	Severity: rule.Low,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    []string{"aws:grafana/workspace:Workspace"},
	Controls: atRest(),
	Since:    "0.3.0",
	Check: func(r *rule.Resource, rep *rule.Report) {
		customerKey(rep, r.At("kmsKeyId"))
	},
}
