package network

import (
	"strconv"

	"github.com/covetpy/platform/policy/reach"
	"github.com/covetpy/platform/policy/rule"
)

var egressAnywhere = rule.Rule{
	ID:    "network-egress-anywhere",
	Title: "Security groups let nothing out to the internet but HTTPS",
	Why: "What has broken into a pod calls home and carries data out on whatever port it likes. A rule for all traffic " +
		"to anywhere is what consoles put into every group, so it is seldom a decision; most workloads call a few " +
		"services, over HTTPS.",
	Fix: "Replace the rule by one for port 443, or by rules to the ranges and groups that answer on other ports; the " +
		"setting ports allows more.",
	Severity: rule.Medium,
	Levels:   rule.Levels{Dev: rule.Advisory, Staging: rule.Mandatory, Prod: rule.Mandatory},
	Types:    groupTypes,
	Controls: boundary(),
	Settings: []rule.Setting{{
		Name:  "ports",
		Doc:   "Ports of TCP and UDP that may be called anywhere.",
		Texts: rule.Same([]string{"443"}),
	}},
	Since: since,
	CheckStack: func(s *rule.Stack, rep *rule.Report) {
		var called reach.Ports
		for _, text := range rep.Texts("ports") {
			if number, err := strconv.Atoi(text); err == nil {
				called = called.Union(reach.Transport(number))
			}
		}
		for _, r := range reach.Of(s).Egress() {
			wide := r.ByAddress().Wide()
			more := reach.PortBounds{Sure: wide.Sure.Minus(called), Maybe: wide.Maybe.Minus(called)}
			rep.On(r.Resource).Require(rule.Not(more.Some()), r.At, "it lets %s out to %s", more.Maybe, r.Addresses.Maybe)
		}
	},
}
