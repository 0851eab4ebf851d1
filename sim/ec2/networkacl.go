package ec2

import (
	"slices"

	"github.com/covetpy/platform/sim/kind"
)

const (
	aclType        = "aws:ec2/networkAcl:NetworkAcl"
	defaultACLType = "aws:ec2/defaultNetworkAcl:DefaultNetworkAcl"
)

// networkACL may go while subnets have it: the provider first moves them to the
// VPC's default one.
func networkACL() kind.Kind {
	return kind.Kind{
		Type:   aclType,
		ID:     kind.Hashed("acl-"),
		Checks: entryChecks(),
		Rules:  linePorts,
		Refs:   []kind.Ref{kind.VPC("vpcId"), loose(kind.Subnet("subnetIds[*]"))},
		Admit: func(w kind.World, d kind.Draft) error {
			return admitACL(w, d.In.Text("vpcId"), d.In)
		},
		Outputs: func(w kind.World, d kind.Draft) kind.Props { return aclOutputs(w, d.ID) },
	}
}

// defaultNetworkACL takes over the ACL that EC2 made with a VPC. Deleting it
// only forgets it.
func defaultNetworkACL() kind.Kind {
	adopted := anyACL("defaultNetworkAclId")
	adopted.To = []kind.Target{{Type: vpcType, By: "defaultNetworkAclId"}}
	return kind.Kind{
		Type:   defaultACLType,
		ID:     kind.From("defaultNetworkAclId"),
		Checks: entryChecks(),
		Rules:  linePorts,
		Refs:   []kind.Ref{gone(adopted), loose(kind.Subnet("subnetIds[*]"))},
		Admit: func(w kind.World, d kind.Draft) error {
			return admitACL(w, aclHome(w, d.In.Text("defaultNetworkAclId")), d.In)
		},
		Outputs: func(w kind.World, d kind.Draft) kind.Props {
			out := aclOutputs(w, d.ID)
			out["vpcId"] = kind.Text(aclHome(w, d.ID))
			return out
		},
	}
}

func aclHome(w kind.World, id string) string {
	return homeOrDefault(w, aclType, "defaultNetworkAclId", id)
}

func aclOutputs(w kind.World, id string) kind.Props {
	return kind.Props{
		"arn":     kind.Text(w.ARN("ec2", "network-acl/"+id)),
		"ownerId": kind.Text(w.Account()),
	}
}

// lastEntry is the highest rule number; EC2 keeps the next for its own last
// rule, which denies.
const lastEntry = 32766

func entryChecks() map[string]kind.Check {
	checks := map[string]kind.Check{}
	for _, lines := range []string{"ingress[*].", "egress[*]."} {
		checks[lines+"action"] = kind.OneOf("allow", "deny")
		checks[lines+"cidrBlock"] = anyIPv4()
		checks[lines+"ipv6CidrBlock"] = anyIPv6()
		checks[lines+"fromPort"] = kind.Between(0, 65535)
		checks[lines+"toPort"] = kind.Between(0, 65535)
		checks[lines+"ruleNo"] = kind.Between(1, lastEntry)
		checks[lines+"protocol"] = aclProtocol()
	}
	return checks
}

func aclProtocol() kind.Check {
	return kind.Pattern(`-1|all|tcp|udp|icmp|icmpv6|ipv6-icmp|\d{1,2}|1\d\d|2[0-4]\d|25[0-5]`,
		"expected an IANA protocol number, or tcp, udp, icmp, icmpv6 or all")
}

// entriesOfACL is the default quota of rules in each direction.
const entriesOfACL = 20

// admitACL looks at the rules of each direction and at the subnets.
func admitACL(w kind.World, home string, in kind.Values) error {
	for _, lines := range []string{"ingress[*]", "egress[*]"} {
		var numbers []int
		for _, entry := range in.Objects(lines) {
			if err := admitEntry(entry, entry.Number("ruleNo"), numbers); err != nil {
				return err
			}
			numbers = append(numbers, entry.Number("ruleNo"))
		}
		if len(numbers) > entriesOfACL {
			return kind.Say("NetworkAclEntryLimitExceeded: The maximum number of network acl entries has been reached.")
		}
	}
	for _, id := range in.Texts("subnetIds[*]") {
		if homeOf(w, subnetType, id) != home {
			return kind.Say("InvalidParameterValue: The network ACL and subnet %s belong to different networks", id)
		}
	}
	return nil
}

// admitEntry refuses an entry whose number is taken, or that makes no sense.
func admitEntry(entry kind.Values, number int, taken []int) error {
	protocol := protocolName(entry.Text("protocol"))
	switch {
	case slices.Contains(taken, number):
		return kind.Say("NetworkAclEntryAlreadyExists: The network acl entry identified by %d already exists.", number)
	case entry.Has("cidrBlock") == entry.Has("ipv6CidrBlock"):
		return kind.Say("MissingParameter: Either 'cidrBlock' or 'ipv6CidrBlock' should be provided.")
	case protocol != "tcp" && protocol != "udp":
		return nil
	case !entry.Has("fromPort") || !entry.Has("toPort"):
		return kind.Say("MissingParameter: The request must contain the parameter portRange")
	case entry.Number("fromPort") > entry.Number("toPort"):
		return kind.Say("InvalidParameterValue: Invalid TCP/UDP port range (%d:%d)", entry.Number("fromPort"), entry.Number("toPort"))
	}
	return nil
}
