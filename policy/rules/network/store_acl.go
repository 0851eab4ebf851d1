package network

import (
	"github.com/covetpy/platform/policy/reach"
	"github.com/covetpy/platform/policy/rule"
)

var storeACL = rule.Rule{
	ID:    "network-store-acl",
	Title: "The network ACL of a data store's subnets lets no public address in, and nothing out to one",
	Why: "It is the second lock: when somebody opens a store's group, or gives the subnet a way out, this is what still " +
		"keeps strangers from it. AWS's own ACL, which a subnet has when nobody gives it another, lets all traffic pass.",
	Fix: "Give the data subnets a network ACL that allows the ports of the stores from the ranges of their callers, and " +
		"nothing else.",
	Severity: rule.Medium,
	Levels:   rule.Levels{Dev: rule.Advisory, Staging: rule.Mandatory, Prod: rule.Mandatory},
	Types:    reach.Types(),
	Controls: boundary(rule.NIST.IDs("AC-4")),
	Since:    since,
	CheckStack: func(s *rule.Stack, rep *rule.Report) {
		seen := map[*reach.Subnet]bool{}
		for _, store := range reach.Of(s).Stores() {
			for _, subnet := range store.Subnets {
				if seen[subnet] {
					continue
				}
				seen[subnet] = true
				in, out := subnet.Passes(false).Public(), subnet.Passes(true).Public()
				rep.On(subnet.Resource).Require(rule.Not(rule.Or(in.Some(), out.Some())), rule.Value{},
					"between it and the internet its network ACL lets in %s and out %s", in.Maybe, out.Maybe)
			}
		}
	},
}
