package kubernetes

import (
	"github.com/covetpy/platform/policy/kube"
	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/policy/rule/want"
)

var networkPolicyEgress = rule.Rule{
	ID:    "kubernetes-network-policy-egress",
	Title: "Network policies let pods reach something in particular",
	Why: "A pod that was taken over sends what it finds to wherever it may: a rule without to, or with 0.0.0.0/0, is " +
		"anywhere. A rule with ports alone, as for DNS, is anywhere on that port.",
	Fix: "Name the pods and namespaces by labels, and ranges of VPC endpoints or partners. DNS is k8s-app: kube-dns in " +
		"kube-system.",
	Severity: rule.Medium,
	Levels:   rule.Levels{Dev: rule.Advisory, Staging: rule.Mandatory, Prod: rule.Mandatory},
	Types:    patched(networkPolicyType),
	Controls: segmented(rule.CISEKS.IDs("4.3.2")...),
	Since:    since,
	Check:    checkPeers("spec.egress", "to", "it reaches everyone"),
}

// checkPeers demands of each rule of a NetworkPolicy that it lists peers, and that
// none of them is everyone.
func checkPeers(rules, peers, wrong string) want.Check {
	return func(r *rule.Resource, rep *rule.Report) {
		for _, of := range r.At(rules).Items() {
			list := of.At(peers)
			rep.Require(rule.Not(list.Empty()), list, "%s: no peers are listed", wrong)
			if list.Present() == rule.Unknown {
				continue
			}
			for _, peer := range list.Items() {
				rep.Require(rule.Not(kube.Everyone(peer)), peer, "%s", wrong)
			}
		}
	}
}
