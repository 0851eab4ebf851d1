package network

import (
	"github.com/covetpy/platform/policy/reach"
	"github.com/covetpy/platform/policy/rule"
)

var storeSources = rule.Rule{
	ID:    "network-store-sources",
	Title: "Data stores and their proxies admit security groups by name, on the ports that they serve",
	Why: "A range admits whatever gets an address in it: the whole VPC is every pod, every function and the machine that " +
		"was broken into. A group admits what somebody gave it to. A range of ports around the store's own opens what " +
		"happens to listen beside it.",
	Fix:        "Admit each caller's group (referencedSecurityGroupId), from the store's port to the store's port.",
	Severity:   rule.High,
	Levels:     rule.Everywhere(rule.Mandatory),
	Types:      reach.Types(),
	Controls:   boundary(rule.NIST.IDs("AC-4")),
	Since:      since,
	CheckStack: checkStoreSources,
}

func checkStoreSources(s *rule.Stack, rep *rule.Report) {
	g := reach.Of(s)
	for _, store := range append(g.Stores(), g.Things(reach.Proxy)...) {
		for _, group := range store.Groups {
			for _, r := range group.Ingress {
				storeRule(rep.On(r.Resource), store, r)
			}
		}
		if !store.GroupsKnown() {
			rep.On(store.Resource).Undecided(store.GroupsAt())
		}
	}
}

// storeRule judges one rule of a group that a store carries.
func storeRule(rep *rule.Report, store *reach.Thing, r *reach.Rule) {
	ranges := r.ByAddress().Some()
	rep.Require(rule.Not(ranges), r.At, "it admits addresses (%s) to %s instead of groups", r.Addresses.Maybe, store.Resource.Name)
	if ranges == rule.Yes {
		return // one reason is enough
	}
	// Where one of the two is not known yet, the other may turn out to hold it.
	more := rule.Of(!r.Ports.Sure.Within(store.Ports.Maybe))
	if more == rule.No && !r.Ports.Maybe.Within(store.Ports.Sure) {
		more = rule.Unknown
	}
	rep.Require(rule.Or(rule.Not(more), r.Absent()), r.At, "it opens %s, and %s serves %s", r.Ports.Maybe, store.Resource.Name, store.Ports.Maybe)
}
