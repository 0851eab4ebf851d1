package ec2

import "github.com/covetpy/platform/sim/kind"

const vpcType = "aws:ec2/vpc:Vpc"

func vpc() kind.Kind {
	return kind.Kind{
		Type: vpcType,
		ID:   kind.Hashed("vpc-"),
		Defaults: kind.Props{
			"assignGeneratedIpv6CidrBlock":     kind.Flag(false),
			"enableDnsHostnames":               kind.Flag(false),
			"enableNetworkAddressUsageMetrics": kind.Flag(false),
			"ipv6NetmaskLength":                kind.Number(0),
			"enableDnsSupport":                 kind.Flag(true),
			"instanceTenancy":                  kind.Text("default"),
		},
		Unsaid: []string{"instanceTenancy"},
		Checks: map[string]kind.Check{
			"cidrBlock": kind.IPv4Range(16, 28),
		},
		Rules: func(in kind.Values) []kind.Failure {
			if in.Has("cidrBlock") || in.Has("ipv4IpamPoolId") {
				return nil
			}
			return []kind.Failure{{Path: "cidrBlock", Reason: `one of "cidrBlock", "ipv4IpamPoolId" must be specified`}}
		},
		Outputs: vpcOutputs,
		InUse:   "DependencyViolation: The vpc '%[1]s' has dependencies and cannot be deleted.",
	}
}

// vpcOutputs include what EC2 makes with every VPC: a default security group,
// network ACL and route table. They live and go with it.
func vpcOutputs(w kind.World, d kind.Draft) kind.Props {
	out := kind.Props{}
	if d.Old == nil {
		routes := kind.Text(w.NewID("rtb-"))
		out = kind.Props{
			"arn":                    kind.Text(w.ARN("ec2", "vpc/"+d.ID)),
			"ownerId":                kind.Text(w.Account()),
			"dhcpOptionsId":          kind.Text(w.NewID("dopt-")),
			"defaultSecurityGroupId": kind.Text(w.NewID("sg-")),
			"defaultNetworkAclId":    kind.Text(w.NewID("acl-")),
			"defaultRouteTableId":    routes,
			"mainRouteTableId":       routes,
			"ipv6AssociationId":      kind.Text(""),
		}
	}
	if d.In.Flag("assignGeneratedIpv6CidrBlock") && (d.Old == nil || kind.Values{Props: d.Old.Outputs}.Text("ipv6AssociationId") == "") {
		out["ipv6AssociationId"] = kind.Text(w.NewID("vpc-cidr-assoc-"))
		out["ipv6CidrBlock"] = kind.Text("2a05:d018:" + w.Hex(2) + "0:" + w.Hex(2) + "00::/56")
	}
	return out
}
