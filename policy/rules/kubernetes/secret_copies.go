package kubernetes

import (
	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/policy/rule/want"
)

var secretCopies = rule.Rule{
	ID:    "kubernetes-secret-copies",
	Title: "What the secrets driver mounts is not copied into the cluster's secrets",
	Why: "A mounted secret is in the memory of the pods that may have it. With secretObjects the driver writes it to a " +
		"Secret as well: whoever may read secrets of the namespace has it, and so has each backup of the cluster.",
	Fix:      "Leave spec.secretObjects out, and read the files.",
	Severity: rule.Medium,
	Levels:   rule.Levels{Dev: rule.Advisory, Staging: rule.Mandatory, Prod: rule.Mandatory},
	Types:    []string{"kubernetes:secrets-store.csi.x-k8s.io/v1:SecretProviderClass"},
	Controls: authenticated(),
	Since:    since,
	Check:    want.Truthful("spec.secretObjects", "secrets are copied into the cluster", rule.Value.Empty),
}
