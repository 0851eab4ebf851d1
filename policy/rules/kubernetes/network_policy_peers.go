package kubernetes

import (
	"github.com/covetpy/platform/policy/kube"
	"github.com/covetpy/platform/policy/rule"
)

var networkPolicyPeers = rule.Rule{
	ID:    "kubernetes-network-policy-peers",
	Title: "Network policies name the namespace of a peer",
	Why: "A namespace selector without labels is every namespace, those that are made tomorrow too: a pod with the same " +
		"labels in any of them is then the peer that was meant.",
	Fix:      "Give each namespaceSelector a label, kubernetes.io/metadata.name being on every namespace.",
	Severity: rule.Medium,
	Levels:   rule.Levels{Dev: rule.Advisory, Staging: rule.Mandatory, Prod: rule.Mandatory},
	Types:    []string{networkPolicyType},
	Controls: segmented(),
	Since:    since,
	Check: func(r *rule.Resource, rep *rule.Report) {
		for _, of := range r.At("spec.ingress").Items() {
			checkNamespaces(of.At("from"), rep)
		}
		for _, of := range r.At("spec.egress").Items() {
			checkNamespaces(of.At("to"), rep)
		}
	},
}

func checkNamespaces(peers rule.Value, rep *rule.Report) {
	for _, peer := range peers.Items() {
		selector := peer.At("namespaceSelector")
		rep.Require(rule.Not(rule.And(selector.Present(), kube.SelectsAll(selector))), selector, "pods of every namespace are meant")
	}
}
