package network

import (
	"github.com/covetpy/platform/policy/reach"
	"github.com/covetpy/platform/policy/rule"
)

var peeringRoutes = rule.Rule{
	ID:    "network-peering-routes",
	Title: "No default route leads over a VPC peering",
	Why: "A peering carries one network's packets into another, not to the internet: a default route over it drops what " +
		"is meant for outside, and opens the whole of the other network to this one, ranges that it gets later included.",
	Fix:      "Route the ranges of the peer that are called, each by its own CIDR, and the default route to NAT.",
	Severity: rule.Medium,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    reach.RouteTypes(),
	Controls: boundary(rule.CISAWS.IDs("5.6")),
	Since:    since,
	CheckStack: func(s *rule.Stack, rep *rule.Report) {
		noDefaultRoute(s, rep, "a default route leads over a peering", "vpcPeeringConnectionId")
	},
}

// noDefaultRoute reports the routes of most of the internet that lead by one of
// some properties.
func noDefaultRoute(s *rule.Stack, rep *rule.Report, wrong string, by ...string) {
	for _, route := range reach.Of(s).Routes() {
		most := rule.Of(route.To.Sure.Most())
		if most == rule.No && route.To.Maybe.Most() {
			most = rule.Unknown
		}
		rep.On(route.Resource).Require(rule.Not(rule.And(most, route.By(by...))), route.At, "%s: %s", wrong, route.To.Maybe)
	}
}
