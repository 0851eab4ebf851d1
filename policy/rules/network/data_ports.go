package network

import "github.com/covetpy/platform/policy/rule"

var dataPortsRule = rule.Rule{
	ID:    "network-data-ports",
	Title: "The internet can't reach the ports of data stores and of other internal services",
	Why: "Databases, caches, search, brokers, the kubelet and file shares take any caller for a colleague: many have no " +
		"password by default, and those that have are guessed day and night. Open to the internet they are copied, " +
		"wiped and held to ransom by machines, not by people who choose a victim.",
	Fix:      "Admit security groups of the callers instead of ranges (referencedSecurityGroupId), on the one port that is served.",
	Severity: rule.Critical,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    groupTypes,
	Controls: boundary(rule.FSBP.IDs("EC2.19"), rule.CISAWS.IDs("5.1.2")),
	Since:    since,
	CheckStack: func(s *rule.Stack, rep *rule.Report) {
		openings(s, rep, dataPorts, "the internet reaches internal services")
	},
}
