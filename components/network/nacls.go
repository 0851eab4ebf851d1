package network

import (
	"fmt"
	"slices"
	"strings"

	"github.com/pulumi/pulumi-aws/sdk/v7/go/aws/ec2"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
)

// newACLs gives each tier its network ACL (pods share the private one), as the
// default one that they would fall into lets nothing through. Rules are inline
// on purpose: a rule that someone adds by hand is then a difference, and goes.
func (b *build) newACLs(made *subnets) (map[Tier]*ec2.NetworkAcl, error) {
	acls := map[Tier]*ec2.NetworkAcl{}
	for _, wanted := range []struct {
		tier    Tier
		rules   acl
		members []*subnet
	}{
		{Public, publicACL(b.args.IPv6), made.tiers[Public]},
		{Private, privateACL(b.args.IPv6), slices.Concat(made.tiers[Private], made.tiers[Pods])},
		{Data, dataACL(b.plan), made.tiers[Data]},
	} {
		name := b.logical(string(wanted.tier))
		registered, err := ec2.NewNetworkAcl(b.ctx, name, &ec2.NetworkAclArgs{
			VpcId:     b.vpc.ID(),
			SubnetIds: subnetIDs(wanted.members),
			Ingress:   b.ingress(wanted.rules.in),
			Egress:    b.egress(wanted.rules.out),
			Tags:      b.named(string(wanted.tier)),
		}, b.own)
		if err != nil {
			return nil, fmt.Errorf("register network ACL %s: %w", name, err)
		}
		acls[wanted.tier] = registered
	}
	return acls, nil
}

func subnetIDs(subnets []*subnet) pulumi.StringArray {
	out := make(pulumi.StringArray, len(subnets))
	for i, s := range subnets {
		out[i] = s.ID().ToStringOutput()
	}
	return out
}

func (b *build) ingress(rules []aclRule) ec2.NetworkAclIngressArray {
	out := make(ec2.NetworkAclIngressArray, len(rules))
	for i, r := range rules {
		v4, v6 := b.source(r)
		out[i] = ec2.NetworkAclIngressArgs{
			RuleNo: pulumi.Int(r.number), Action: pulumi.String("allow"), Protocol: pulumi.String(r.protocol),
			FromPort: pulumi.Int(r.from), ToPort: pulumi.Int(r.to), CidrBlock: v4, Ipv6CidrBlock: v6,
			IcmpType: icmpAny(r.protocol), IcmpCode: icmpAny(r.protocol),
		}
	}
	return out
}

func (b *build) egress(rules []aclRule) ec2.NetworkAclEgressArray {
	out := make(ec2.NetworkAclEgressArray, len(rules))
	for i, r := range rules {
		v4, v6 := b.source(r)
		out[i] = ec2.NetworkAclEgressArgs{
			RuleNo: pulumi.Int(r.number), Action: pulumi.String("allow"), Protocol: pulumi.String(r.protocol),
			FromPort: pulumi.Int(r.from), ToPort: pulumi.Int(r.to), CidrBlock: v4, Ipv6CidrBlock: v6,
			IcmpType: icmpAny(r.protocol), IcmpCode: icmpAny(r.protocol),
		}
	}
	return out
}

// source is a rule's range in the one of two fields that takes it.
func (b *build) source(r aclRule) (v4, v6 pulumi.StringPtrInput) {
	switch {
	case r.cidr == vpcIPv6:
		return nil, b.vpc.Ipv6CidrBlock
	case strings.Contains(r.cidr, ":"):
		return nil, pulumi.String(r.cidr)
	default:
		return pulumi.String(r.cidr), nil
	}
}

// icmpAny is every type and code of ICMP, and nothing for other protocols.
func icmpAny(protocol string) pulumi.IntPtrInput {
	if protocol == protocolICMP || protocol == protocolICMPv6 {
		return pulumi.Int(-1)
	}
	return nil
}
