package ec2

import (
	"fmt"
	"slices"
	"strings"

	"github.com/covetpy/platform/sim/kind"
)

// permission is what one rule of a security group lets through, as EC2 compares
// them: one peer each, protocols by name, no ports where all are meant.
type permission struct {
	egress   bool
	protocol string
	from, to int
	peer     string
}

const allProtocols = "-1"

// protocols are the names of the numbers that EC2 has names for.
var protocols = map[string]string{"6": "tcp", "17": "udp", "1": "icmp", "58": "icmpv6", "all": allProtocols}

func protocolName(written string) string {
	written = strings.ToLower(written)
	if name, ok := protocols[written]; ok {
		return name
	}
	return written
}

// protocolNumber is how network ACLs have a protocol, whichever way it was written.
func protocolNumber(written string) string {
	switch name := protocolName(written); name {
	case "tcp":
		return "6"
	case "udp":
		return "17"
	case "icmp":
		return "1"
	case "icmpv6", "ipv6-icmp":
		return "58"
	default:
		return name // a number, or all of them
	}
}

func newPermission(egress bool, protocol string, from, to int, peer string) permission {
	p := permission{egress, protocolName(protocol), from, to, peer}
	if p.protocol == allProtocols {
		p.from, p.to = 0, 0
	}
	return p
}

// String is how EC2 writes a permission in its refusals.
func (p permission) String() string {
	if p.protocol == allProtocols {
		return fmt.Sprintf("peer: %s, ALL, ALLOW", p.peer)
	}
	return fmt.Sprintf("peer: %s, %s, from port: %d, to port: %d, ALLOW", p.peer, strings.ToUpper(p.protocol), p.from, p.to)
}

// permissionsOf are what an object allows in the group that it is, or is of.
func permissionsOf(typ, group string, in kind.Values) []permission {
	switch typ {
	case ingressRuleType, egressRuleType:
		from, to := -1, -1
		if in.Has("fromPort") {
			from = in.Number("fromPort")
		}
		if in.Has("toPort") {
			to = in.Number("toPort")
		}
		peer := in.Text("cidrIpv4") + in.Text("cidrIpv6") + in.Text("prefixListId") + in.Text("referencedSecurityGroupId")
		return []permission{newPermission(typ == egressRuleType, in.Text("ipProtocol"), from, to, peer)}
	case securityGroupRuleType:
		return line(in, group, in.Text("type") == "egress")
	default:
		var out []permission
		for _, rule := range in.Objects("ingress[*]") {
			out = append(out, line(rule, group, false)...)
		}
		for _, rule := range in.Objects("egress[*]") {
			out = append(out, line(rule, group, true)...)
		}
		return out
	}
}

// line are the permissions of a rule that may name several peers.
func line(rule kind.Values, group string, egress bool) []permission {
	peers := slices.Concat(
		rule.Texts("cidrBlocks[*]"), rule.Texts("ipv6CidrBlocks[*]"), rule.Texts("prefixListIds[*]"),
		rule.Texts("securityGroups[*]"), rule.Texts("sourceSecurityGroupId"),
	)
	if rule.Flag("self") {
		peers = append(peers, group)
	}
	var out []permission
	for _, peer := range peers {
		out = append(out, newPermission(egress, rule.Text("protocol"), rule.Number("fromPort"), rule.Number("toPort"), peer))
	}
	return out
}
