package network

import (
	"github.com/covetpy/platform/policy/reach"
	"github.com/covetpy/platform/policy/rule"
)

var everyPort = rule.Rule{
	ID:    "network-every-port",
	Title: "No rule of a security group opens every port, whoever it admits",
	Why: "A rule between two groups says which service one offers the other. With every port in it, what is broken into on " +
		"one side tries everything that listens on the other: the kubelet, the metadata of agents, a debugger that was " +
		"left on.",
	Fix:      "Name the protocol and the ports that are called; ports above 1024 where pods talk to pods.",
	Severity: rule.Medium,
	Levels:   rule.Levels{Dev: rule.Advisory, Staging: rule.Mandatory, Prod: rule.Mandatory},
	Types:    groupTypes,
	Controls: boundary(rule.NIST.IDs("AC-4")),
	Since:    since,
	CheckStack: func(s *rule.Stack, rep *rule.Report) {
		g := reach.Of(s)
		for _, r := range append(g.Ingress(), g.Egress()...) {
			every := rule.Of(whole(r.Ports.Sure))
			if every == rule.No && whole(r.Ports.Maybe) {
				every = rule.Unknown
			}
			rep.On(r.Resource).Require(rule.Not(every), r.At, "it opens every port: %s", r.Ports.Maybe)
		}
	},
}

// whole says whether every port of a protocol that has ports is in a set.
func whole(p reach.Ports) bool { return p.Covers(reach.TCP) || p.Covers(reach.UDP) }
