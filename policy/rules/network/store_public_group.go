package network

import (
	"github.com/covetpy/platform/policy/reach"
	"github.com/covetpy/platform/policy/rule"
)

var storePublicGroup = rule.Rule{
	ID:    "network-store-public-group",
	Title: "No security group of a data store admits a public address",
	Why: "A store carries the sum of its groups: the strict one counts for nothing beside a second that lets the internet in, " +
		"be it on the port of the web. All that is missing then is a public address, and that is one switch.",
	Fix:      "Take the group off the store, or the public ranges (prefix lists included) out of the group.",
	Severity: rule.Critical,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    reach.Types(),
	Controls: boundary(rule.PCIDSS.IDs("1.4.4")),
	Since:    since,
	CheckStack: func(s *rule.Stack, rep *rule.Report) {
		for _, store := range reach.Of(s).Stores() {
			strangers(rep, store)
		}
	},
}

// strangers reports the groups of a thing that admit public addresses, and that
// its groups are not known.
func strangers(rep *rule.Report, t *reach.Thing) {
	at := t.GroupsAt()
	for _, group := range t.Groups {
		open := group.Admits().Public()
		rep.On(t.Resource).Require(rule.Not(open.Some()), at, "its group %s admits public addresses on %s", group.Name(), open.Maybe)
	}
	if !t.GroupsKnown() {
		rep.On(t.Resource).Undecided(at)
	}
}
