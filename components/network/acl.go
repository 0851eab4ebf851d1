package network

import (
	"net/netip"
	"slices"
)

// Protocols by IANA number, as EC2 returns them: a name would come back as a
// number and show as a difference.
const (
	protocolAny    = "-1"
	protocolICMP   = "1"
	protocolTCP    = "6"
	protocolUDP    = "17"
	protocolICMPv6 = "58"
)

// Ports of the data tier.
const (
	portPostgres = 5432
	portRedis    = 6379
)

// Ports of the web.
const (
	portHTTP  = 80
	portHTTPS = 443
)

// Ports that replies come back to. A NAT gateway and a load balancer draw from
// all that is not reserved (Amazon VPC user guide, "Ephemeral ports"); Linux,
// which everything in the private tier runs, from the upper half.
const (
	firstUnreserved = 1024
	firstEphemeral  = 32768
	lastPort        = 65535
)

const (
	anywhere     = "0.0.0.0/0"
	anywhereIPv6 = "::/0"
	// vpcIPv6 stands for the range that AWS gives the VPC, known once it exists.
	vpcIPv6 = "vpc-ipv6"
)

// aclRule allows some traffic. Without a rule, a network ACL denies.
type aclRule struct {
	number   int
	protocol string
	from, to int
	cidr     string // an IPv4 or IPv6 range, or vpcIPv6
}

// acl is the rules of one network ACL. It speaks of whole tiers and of address
// space, never of one subnet or peer, so no zone that is added changes it, and
// it stays far under the 20 rules a direction that AWS allows by default.
type acl struct{ in, out []aclRule }

// publicACL lets the internet reach load balancers on 80 and 443. Ports from
// 1024 are open because replies to the NAT gateways that live here come back
// to them; 22 and every other reserved port stay shut (CIS AWS Foundations,
// "no network ACLs allow ingress from 0.0.0.0/0 to remote server
// administration ports"). 3389 cannot be left out: a NAT gateway draws it like
// any other, and one new connection in 64 thousand would hang. No host with a
// remote desktop lives in the tier, and security groups shut it anyway.
func publicACL(ipv6 bool) acl {
	return open(ipv6, firstUnreserved,
		aclRule{number: 200, protocol: protocolTCP, from: portHTTP, to: portHTTP},
		aclRule{number: 210, protocol: protocolTCP, from: portHTTPS, to: portHTTPS})
}

// privateACL lets everything inside talk, and replies from outside come back.
// What the internet asks for comes by a load balancer of the public tier, whose
// address is inside. A network load balancer that hands on its clients' own
// addresses to node ports (30000 to 32767) would be shut out.
func privateACL(ipv6 bool) acl { return open(ipv6, firstEphemeral) }

// dataACL admits the private tier, and pods where they have a range of their
// own, on the ports of the databases, and lets replies go back. Nothing here
// begins a connection. What stands between applications and a database (a
// proxy) belongs to the private tier. DNS needs no rule: the VPC's resolver is
// not subject to network ACLs.
func dataACL(plan Plan) acl {
	var rules acl
	for i, tier := range []Tier{Private, Pods} {
		from := plan.Range(tier)
		if !from.IsValid() {
			continue
		}
		base := 100 * (i + 1)
		rules.in = append(rules.in,
			allow(base, protocolTCP, portPostgres, portPostgres, from),
			allow(base+10, protocolTCP, portRedis, portRedis, from))
		rules.out = append(rules.out, allow(base, protocolTCP, firstUnreserved, lastPort, from))
	}
	return rules
}

func allow(number int, protocol string, from, to int, cidr netip.Prefix) aclRule {
	return aclRule{number: number, protocol: protocol, from: from, to: to, cidr: cidr.String()}
}

// open allows all traffic from private addresses (the VPC's own and every
// peer's, which can't be anything else), replies from anywhere, what ICMP says
// about packets that are too big, and everything out. Security groups are the
// finer filter. More, which names no range, is allowed from anywhere.
func open(ipv6 bool, firstReply int, more ...aclRule) acl {
	rules := acl{out: []aclRule{{number: 100, protocol: protocolAny, cidr: anywhere}}}
	for i, space := range slices.Concat(rfc1918, sharedSpace) {
		rules.in = append(rules.in, allow(100+10*i, protocolAny, 0, 0, space))
	}
	rules.in = append(rules.in, fromAnywhere(0, anywhere, protocolICMP, firstReply, more)...)
	if ipv6 {
		rules.in = append(rules.in, aclRule{number: 1100, protocol: protocolAny, cidr: vpcIPv6})
		rules.in = append(rules.in, fromAnywhere(1000, anywhereIPv6, protocolICMPv6, firstReply, more)...)
		rules.out = append(rules.out, aclRule{number: 1100, protocol: protocolAny, cidr: anywhereIPv6})
	}
	return rules
}

func fromAnywhere(base int, cidr, icmp string, firstReply int, more []aclRule) []aclRule {
	rules := slices.Concat(more, []aclRule{
		{number: 300, protocol: protocolTCP, from: firstReply, to: lastPort},
		{number: 310, protocol: protocolUDP, from: firstReply, to: lastPort},
		{number: 320, protocol: icmp},
	})
	for i := range rules {
		rules[i].number += base
		rules[i].cidr = cidr
	}
	return rules
}
