// Package network holds the rules about who reaches what over the network: security
// groups, network ACLs, routes, the places of what keeps data and of what runs
// workloads, and the switches by which a service makes something public. One rule
// a file.
//
// Where the answer lies in how resources hang together a rule asks the graph in
// policy/reach, which takes rules together wherever they are written and follows
// them from group to group. Where one resource says it all, a rule reads that
// resource. What a policy document grants is judged by identity.
package network

import (
	"slices"

	"github.com/covetpy/platform/policy/reach"
	"github.com/covetpy/platform/policy/rule"
)

// since is the version of the pack that first had the rules that ask the graph, and
// those beside them.
const since = "0.3.0"

// boundary is the controls that every rule about a border of the network answers,
// after those of its own.
func boundary(own ...[]rule.Control) []rule.Control {
	return slices.Concat(slices.Concat(own...), rule.NIST.IDs("SC-7"), rule.SOC2.IDs("CC6.6"), rule.PCIDSS.IDs("1.3.1"))
}

// groupTypes is what a rule declares that asks only for the rules of groups. What
// carries a group decides nothing about them.
var groupTypes = reach.GroupTypes()

// The ports of the front door, which the internet may call.
var frontPorts = reach.TCPPorts(80, 443).Union(reach.Range(reach.UDP, 443, 443))

// adminPorts are those of remote administration: SSH and RDP.
var adminPorts = reach.Transport(22, 3389)

// dataPorts are those of what keeps data, and of services that were never meant
// for strangers: databases, caches, search, brokers, the kubelet and etcd, file
// sharing, mail, FTP, Telnet, and consoles of development.
var dataPorts = reach.Transport(
	1433, 1521, 3306, 5432, 5433, 5439, 8182, 27017, 27018, 50000, // databases
	6379, 6380, 11211, 11212, // caches
	9200, 9300, 5601, // search
	2181, 4333, 5672, 9092, 9094, // brokers
	2379, 2380, 10250, 10255, // Kubernetes
	20, 21, 23, 25, 69, 110, 111, 135, 137, 138, 139, 143, 445, 2049, 5500, 5900, // files, mail, screens
	3000, 5000, 8080, 8088, 8888, // consoles
)

// openings reports what of some ports more than one party on the internet is let
// in on: at the rule that does, and at the group where only several together do.
func openings(s *rule.Stack, rep *rule.Report, ports reach.Ports, what string) {
	g := reach.Of(s)
	for _, r := range g.Ingress() {
		traffic := r.ByAddress()
		open := traffic.Wide().Intersect(reach.PortBounds{Sure: ports, Maybe: ports})
		rep.On(r.Resource).Require(rule.Not(open.Some()), r.At,
			"%s: %s from %s", what, open.Maybe, traffic.Maybe.Addresses(open.Maybe))
	}
	for _, group := range g.Groups() {
		together(group, rep, ports, what)
	}
}

// together reports what the rules of a group admit only in sum, as each half of
// the internet does by a rule of its own.
func together(group *reach.Group, rep *rule.Report, ports reach.Ports, what string) {
	var single reach.Ports
	for _, r := range group.Ingress {
		single = single.Union(r.ByAddress().Sure.Wide())
	}
	if sum := group.Admits().Sure.Wide().Intersect(ports).Minus(single); !sum.Empty() {
		rep.On(group.Resource).Fail(group.Resource.At("ingress"),
			"%s: %s by several rules that add up to %s", what, sum, group.Admits().Sure.Addresses(sum))
	}
}
