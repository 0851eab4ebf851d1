package kubernetes

import (
	"github.com/covetpy/platform/policy/kube"
	"github.com/covetpy/platform/policy/rule"
)

var rbacCertificates = rule.Rule{
	ID:    "kubernetes-rbac-certificates",
	Title: "No cluster role approves or signs certificate requests",
	Why: "A client certificate is an identity with a name and groups of one's choice. Whoever approves requests can become " +
		"any user of the cluster until the certificate expires; it can't be withdrawn.",
	Fix:      "Take certificatesigningrequests/approval and approve and sign on signers out.",
	Severity: rule.High,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    clusterRoles(),
	Controls: entitled(),
	Since:    since,
	Check: refuse("it issues identities for the cluster", kube.Right{
		Group: "certificates.k8s.io", Resources: []string{"certificatesigningrequests/approval", "certificatesigningrequests/status"},
		Verbs: []string{"update", "patch"},
	}, kube.Right{
		Group: "certificates.k8s.io", Resources: []string{"signers"},
		Verbs: []string{"approve", "sign"},
	}),
}
