package encryption

import "github.com/covetpy/platform/policy/rule"

var ampWorkspace = rule.Rule{
	ID:    "encryption-amp-workspace",
	Title: "Prometheus workspaces are encrypted with a customer-managed key",
	Why: "Metrics carry names of hosts, customers and endpoints in their labels. With the service's own key there " +
		"is no policy to withdraw, and no record of who had the data decrypted. The key can only be chosen when " +
		"the workspace is made.",
	Fix:      "Set kmsKeyArn to the ARN of a KMS key of the account.",
	Severity: rule.Low,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    []string{"aws:amp/workspace:Workspace"},
	Controls: atRest(),
	Since:    "0.3.0",
	Check: func(r *rule.Resource, rep *rule.Report) {
		customerKey(rep, r.At("kmsKeyArn"))
	},
}
