package kubernetes

import "github.com/covetpy/platform/policy/rule"

var networkPolicyPorts = rule.Rule{
	ID:    "kubernetes-network-policy-ports",
	Title: "Network policies name the ports of what they let through",
	Why: "Without ports every port of the peer is open: beside the one that is meant, those of debuggers, of metrics, of a " +
		"database that was moved onto the same host. A port that is missing is every port of its protocol.",
	Fix:      "List the ports in each rule of spec.ingress and spec.egress, each with its port.",
	Severity: rule.Medium,
	Levels:   rule.Levels{Dev: rule.Advisory, Staging: rule.Mandatory, Prod: rule.Mandatory},
	Types:    []string{networkPolicyType},
	Controls: segmented(),
	Since:    since,
	Check: func(r *rule.Resource, rep *rule.Report) {
		for _, direction := range []string{"spec.ingress", "spec.egress"} {
			for _, of := range r.At(direction).Items() {
				ports := of.At("ports")
				rep.Require(rule.Not(ports.Empty()), ports, "every port is open")
				for _, item := range ports.Items() {
					port := item.At("port")
					rep.Require(rule.Not(port.Blank()), port, "every port of the protocol is open")
				}
			}
		}
	},
}
