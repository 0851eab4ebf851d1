package kubernetes

import "github.com/covetpy/platform/policy/rule"

var networkPolicyIngress = rule.Rule{
	ID:    "kubernetes-network-policy-ingress",
	Title: "Network policies admit someone in particular",
	Why: "A rule without from, with an empty namespaceSelector or with 0.0.0.0/0 admits everyone, and as policies add up, " +
		"it undoes every other policy of these pods.",
	Fix:      "Name the pods and namespaces by labels, or the ranges of the balancer's subnets.",
	Severity: rule.High,
	Levels:   rule.Levels{Dev: rule.Advisory, Staging: rule.Mandatory, Prod: rule.Mandatory},
	Types:    patched(networkPolicyType),
	Controls: segmented(rule.CISEKS.IDs("4.3.2")...),
	Since:    since,
	Check:    checkPeers("spec.ingress", "from", "it admits everyone"),
}
