package network

import (
	"fmt"
	"net/netip"

	"github.com/pulumi/pulumi-aws/sdk/v7/go/aws/ec2"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
)

// Tags by which controllers find subnets (AWS Load Balancer Controller, "Subnet
// auto-discovery"; Karpenter, "EC2NodeClass" subnetSelectorTerms). The older
// kubernetes.io/cluster/<name> is not needed since version 2.1.2 of the former.
const (
	tagPublicLoadBalancer   = "kubernetes.io/role/elb"
	tagInternalLoadBalancer = "kubernetes.io/role/internal-elb"
	tagKarpenter            = "karpenter.sh/discovery"
)

// subnet is a registered subnet.
type subnet struct {
	*ec2.Subnet
	slot        int
	cidr        netip.Prefix
	association *ec2.RouteTableAssociation
}

// subnets are all subnets by tier and slot, and their route tables.
type subnets struct {
	tiers   map[Tier][]*subnet
	public  *ec2.RouteTable
	data    *ec2.RouteTable
	private []*ec2.RouteTable // by slot; pods share their zone's
}

func (b *build) newSubnets() (*subnets, error) {
	made, err := b.newRouteTables()
	if err != nil {
		return nil, err
	}
	vpcs, err := b.vpcByTier()
	if err != nil {
		return nil, err
	}
	for _, tier := range b.tiers() {
		for slot := range b.args.ZoneIDs {
			s, err := b.newSubnet(tier, slot, vpcs[tier], made.table(tier, slot))
			if err != nil {
				return nil, err
			}
			made.tiers[tier] = append(made.tiers[tier], s)
		}
	}
	return made, nil
}

// tiers are those that get subnets.
func (b *build) tiers() []Tier {
	if b.args.PodCIDR == nil {
		return []Tier{Public, Private, Data}
	}
	return []Tier{Public, Private, Data, Pods}
}

// newRouteTables makes one table for public and one for data subnets, and one a
// zone for private ones, so that each can have a NAT gateway of its own. The
// data tier's never gets a route: it reaches the VPC and nothing else.
func (b *build) newRouteTables() (*subnets, error) {
	made := &subnets{tiers: map[Tier][]*subnet{}}
	var err error
	if made.public, err = b.newRouteTable(string(Public)); err != nil {
		return nil, err
	}
	if made.data, err = b.newRouteTable(string(Data)); err != nil {
		return nil, err
	}
	for slot := range b.args.ZoneIDs {
		table, err := b.newRouteTable(string(Private), Letter(slot))
		if err != nil {
			return nil, err
		}
		made.private = append(made.private, table)
	}
	return made, nil
}

func (b *build) newRouteTable(parts ...string) (*ec2.RouteTable, error) {
	table, err := ec2.NewRouteTable(b.ctx, b.logical(parts...), &ec2.RouteTableArgs{
		VpcId: b.vpc.ID(),
		Tags:  b.named(parts...),
	}, b.own)
	if err != nil {
		return nil, fmt.Errorf("register route table %s: %w", b.logical(parts...), err)
	}
	return table, nil
}

func (s *subnets) table(tier Tier, slot int) *ec2.RouteTable {
	switch tier {
	case Public:
		return s.public
	case Data:
		return s.data
	default:
		return s.private[slot]
	}
}

// vpcByTier is the VPC's id for each tier that has subnets. For pods it comes
// out of the second range's association, because a subnet can't be made before
// the VPC has the range.
func (b *build) vpcByTier() (map[Tier]pulumi.StringInput, error) {
	vpcs := map[Tier]pulumi.StringInput{Public: b.vpc.ID(), Private: b.vpc.ID(), Data: b.vpc.ID()}
	if b.args.PodCIDR == nil {
		return vpcs, nil
	}
	second, err := ec2.NewVpcIpv4CidrBlockAssociation(b.ctx, b.logical(string(Pods)), &ec2.VpcIpv4CidrBlockAssociationArgs{
		VpcId:     b.vpc.ID(),
		CidrBlock: pulumi.String(b.plan.Range(Pods).String()),
	}, b.own)
	if err != nil {
		return nil, fmt.Errorf("register range for pods: %w", err)
	}
	vpcs[Pods] = second.VpcId
	return vpcs, nil
}

func (b *build) newSubnet(tier Tier, slot int, vpcID pulumi.StringInput, table *ec2.RouteTable) (*subnet, error) {
	name := b.logical(string(tier), Letter(slot))
	cidr := b.plan.Subnet(tier, slot)
	args := &ec2.SubnetArgs{
		VpcId:               vpcID,
		CidrBlock:           pulumi.String(cidr.String()),
		AvailabilityZoneId:  pulumi.String(b.args.ZoneIDs[slot]),
		MapPublicIpOnLaunch: pulumi.Bool(false),
		Tags:                b.subnetTags(tier, slot),
	}
	if b.args.IPv6 && hasIPv6(tier) {
		args.AssignIpv6AddressOnCreation = pulumi.Bool(true)
		args.Ipv6CidrBlock = text(b.vpc.Ipv6CidrBlock.ApplyT(func(vpc string) (string, error) {
			return SubnetIPv6(vpc, tier, slot)
		}))
	}
	made, err := ec2.NewSubnet(b.ctx, name, args, b.own)
	if err != nil {
		return nil, fmt.Errorf("register subnet %s: %w", name, err)
	}
	association, err := ec2.NewRouteTableAssociation(b.ctx, name, &ec2.RouteTableAssociationArgs{
		SubnetId:     made.ID(),
		RouteTableId: table.ID(),
	}, b.own)
	if err != nil {
		return nil, fmt.Errorf("register route table of subnet %s: %w", name, err)
	}
	return &subnet{Subnet: made, slot: slot, cidr: cidr, association: association}, nil
}

func (b *build) subnetTags(tier Tier, slot int) pulumi.StringMap {
	all := b.named(string(tier), Letter(slot))
	for key, value := range discoveryTags(tier, b.args.ClusterName) {
		all[key] = pulumi.String(value)
	}
	return all
}

// discoveryTags are the tags that controllers of the cluster look for.
func discoveryTags(tier Tier, cluster string) map[string]string {
	switch {
	case cluster == "":
		return nil
	case tier == Public:
		return map[string]string{tagPublicLoadBalancer: "1"}
	case tier == Private:
		return map[string]string{tagInternalLoadBalancer: "1", tagKarpenter: cluster}
	default:
		return nil
	}
}
