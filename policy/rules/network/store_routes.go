package network

import (
	"github.com/covetpy/platform/policy/reach"
	"github.com/covetpy/platform/policy/rule"
)

var storeRoutes = rule.Rule{
	ID:    "network-store-routes",
	Title: "Data stores are in subnets that no route leads out of",
	Why: "With an internet gateway in its route table a store needs only an address to be public; with NAT, or a way out for " +
		"IPv6, a database that runs an attacker's code sends its rows wherever it likes. A store calls nobody, so its " +
		"subnets need no way out at all. A store that names no subnets is put into the default VPC, where all are public.",
	Fix: "Associate the store's subnets with a route table without routes to gateways, and list only these in its " +
		"subnet group.",
	Severity:   rule.High,
	Levels:     rule.Everywhere(rule.Mandatory),
	Types:      reach.Types(),
	Controls:   boundary(rule.PCIDSS.IDs("1.4.4")),
	Since:      since,
	CheckStack: checkStoreRoutes,
}

func checkStoreRoutes(s *rule.Stack, rep *rule.Report) {
	for _, store := range reach.Of(s).Stores() {
		at := store.SubnetsAt()
		on := rep.On(store.Resource)
		if !store.SubnetsGiven() {
			if store.Kind == reach.Search {
				continue // outside any VPC: network-opensearch-vpc says so
			}
			// A replica goes where its source is.
			on.Require(store.Resource.At("replicateSourceDb").Present(), at, "it names no subnets, so it is put into the default VPC")
			continue
		}
		if !store.SubnetsKnown() {
			on.Undecided(at)
		}
		for _, subnet := range store.Subnets {
			out, by := subnet.Leads(reach.Everywhere(), reach.ExitInternet, reach.ExitOutbound, reach.ExitNetwork)
			name := "a route"
			if by != nil {
				name = by.Resource.Name
			}
			on.Require(rule.Not(out), at, "%s leads out of its subnet %s", name, subnet.Resource.Name)
		}
	}
}
