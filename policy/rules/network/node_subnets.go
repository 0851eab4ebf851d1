package network

import (
	"github.com/covetpy/platform/policy/reach"
	"github.com/covetpy/platform/policy/rule"
)

var nodeSubnets = rule.Rule{
	ID:    "network-node-subnets",
	Title: "Nodes of the cluster are in private subnets",
	Why: "A node in a subnet with a route to the internet gateway is one public address away from answering strangers: its " +
		"kubelet, its node ports, whatever a pod binds to the host. In a private subnet the address alone does nothing.",
	Fix:      "Give the node group (and what Karpenter launches) subnets whose default route leads to NAT.",
	Severity: rule.High,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    reach.Types(),
	Controls: boundary(rule.CISEKS.IDs("5.4.3")),
	Since:    since,
	CheckStack: func(s *rule.Stack, rep *rule.Report) {
		for _, nodes := range nodeThings(s) {
			on, at := rep.On(nodes.Resource), nodes.SubnetsAt()
			if !nodes.SubnetsKnown() {
				on.Undecided(at)
			}
			for _, subnet := range nodes.Subnets {
				open, _ := subnet.Leads(reach.Everywhere(), reach.ExitInternet)
				on.Require(rule.Not(open), at, "its subnet %s has a route to an internet gateway", subnet.Resource.Name)
			}
		}
	},
}
