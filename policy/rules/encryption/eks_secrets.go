package encryption

import "github.com/covetpy/platform/policy/rule"

var eksSecrets = rule.Rule{
	ID:    "encryption-eks-secrets",
	Title: "EKS clusters encrypt Kubernetes secrets with a customer-managed key",
	Why: "Kubernetes secrets hold the credentials of everything that runs in the cluster. Without a key of " +
		"one's own, a copy of the control plane's storage or a role with wide rights on AWS's key is enough " +
		"to read them, and access can't be withdrawn by disabling the key.",
	Fix: "Set encryptionConfig with provider.keyArn to the ARN of a KMS key of the account and resources to " +
		"[\"secrets\"]. It can't be taken back on a live cluster.",
	Severity: rule.High,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    []string{"aws:eks/cluster:Cluster"},
	Controls: atRest(rule.FSBP.ID("EKS.3"), rule.Control{Framework: rule.CISEKS, ID: "5.3.1"}),
	Since:    since,
	Check: func(r *rule.Resource, rep *rule.Report) {
		config := r.At("encryptionConfig")
		customerKey(rep, config.At("provider.keyArn"))
		resources := config.At("resources")
		rep.Require(resources.Contains("secrets"), resources, "secrets are not among the resources that are encrypted")
	},
}
