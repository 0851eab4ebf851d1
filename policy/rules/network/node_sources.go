package network

import (
	"github.com/covetpy/platform/policy/reach"
	"github.com/covetpy/platform/policy/rule"
)

var nodeSources = rule.Rule{
	ID:    "network-node-sources",
	Title: "No security group of nodes admits a public address",
	Why: "Pods share the addresses and the groups of their node: a rule for one service's clients opens the kubelet, the " +
		"node ports and every other pod as far as its ports go. Clients come by the load balancer.",
	Fix:      "Admit the load balancer's group on the pods' port, and take public ranges out of the nodes' groups.",
	Severity: rule.High,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    reach.Types(),
	Controls: boundary(rule.CISEKS.IDs("5.4.3")),
	Since:    since,
	CheckStack: func(s *rule.Stack, rep *rule.Report) {
		for _, nodes := range nodeThings(s) {
			strangers(rep, nodes)
		}
	},
}
