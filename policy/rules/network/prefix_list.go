package network

import (
	"github.com/covetpy/platform/policy/reach"
	"github.com/covetpy/platform/policy/rule"
)

const (
	prefixListType  = "aws:ec2/managedPrefixList:ManagedPrefixList"
	prefixEntryType = "aws:ec2/managedPrefixListEntry:ManagedPrefixListEntry"
)

var prefixList = rule.Rule{
	ID:    "network-prefix-list",
	Title: "No prefix list holds the internet",
	Why: "A list's name stands in every rule that uses it, and its content in none: \"offices\" with 0.0.0.0/0 in it opens " +
		"all of them at once, in stacks that nobody looks at then. Halves and quarters add up to the same.",
	Fix:      "Take the wide entries out, and write the range into the one rule that means it.",
	Severity: rule.Medium,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    []string{prefixListType, prefixEntryType},
	Controls: boundary(),
	Since:    since,
	CheckStack: func(s *rule.Stack, rep *rule.Report) {
		g := reach.Of(s)
		for _, list := range s.OfType(prefixListType) {
			held := g.Entries(list)
			open := rule.Of(held.Sure.Most())
			if open == rule.No && held.Maybe.Most() {
				open = rule.Unknown
			}
			rep.On(list).Require(rule.Not(open), list.At("entries"), "it holds %s", held.Maybe)
		}
		// The list of an entry may be another stack's.
		for _, entry := range s.OfType(prefixEntryType) {
			cidr := entry.At("cidr")
			open := cidr.Holds(func(text string) bool {
				held, ok := reach.Ranges(text)
				return ok && held.Most()
			})
			rep.On(entry).Require(rule.Not(open), cidr, "the entry is %s", cidr.Quote())
		}
	},
}
