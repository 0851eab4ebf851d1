package network

import (
	"github.com/covetpy/platform/policy/reach"
	"github.com/covetpy/platform/policy/rule"
)

var internetEntry = rule.Rule{
	ID:    "network-internet-entry",
	Title: "Only groups of load balancers admit the internet",
	Why: "The load balancer is the one door: it ends TLS, carries the firewall and the access log, and passes on nothing " +
		"that is no request. A group that admits the internet and that a node, a database or nothing known carries is " +
		"a second door without any of these, even on port 443.",
	Fix:      "Admit the load balancer's group instead of ranges, or give the group to a load balancer and to nothing else.",
	Severity: rule.High,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    reach.Types(),
	Controls: boundary(rule.FSBP.IDs("EC2.18")),
	Since:    since,
	CheckStack: func(s *rule.Stack, rep *rule.Report) {
		g := reach.Of(s)
		for _, group := range g.Groups() {
			entry := group.Entry()
			at := group.Resource.At("ingress")
			holds := rule.Or(rule.Not(entry.Some()), g.Front(group))
			rep.On(group.Resource).Require(holds, at,
				"it admits the internet on %s, and not only load balancers carry it", entry.Maybe)
		}
	},
}
