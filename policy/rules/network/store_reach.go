package network

import (
	"github.com/covetpy/platform/policy/reach"
	"github.com/covetpy/platform/policy/rule"
)

var storeReach = rule.Rule{
	ID:    "network-store-reach",
	Title: "No chain of security groups leads from the internet to a data store",
	Why: "Each group of the chain looks well by itself: the database admits the application, the application a jump host, " +
		"the jump host everyone. Whoever takes the first has a way to the last. The one way in that is meant, by a load " +
		"balancer to an application, ends there; a load balancer that leads straight to a store is such a chain.",
	Fix:      "Cut the chain where it begins: close the group that admits the internet, or stop admitting it further in.",
	Severity: rule.Critical,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    reach.Types(),
	Controls: boundary(rule.PCIDSS.IDs("1.4.4"), rule.NIST.IDs("AC-4")),
	Since:    since,
	CheckStack: func(s *rule.Stack, rep *rule.Report) {
		g := reach.Of(s)
		for _, store := range g.Stores() {
			exposed, chain := g.Exposed(store)
			if len(chain) == 1 {
				continue // its own group is open: network-store-public-group says so
			}
			rep.On(store.Resource).Require(rule.Not(exposed), store.GroupsAt(), "the internet comes in by %s", chain)
		}
	},
}
