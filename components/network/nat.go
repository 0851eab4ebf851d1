package network

import (
	"fmt"

	"github.com/pulumi/pulumi-aws/sdk/v7/go/aws/ec2"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
)

// routes are the ways out of the VPC.
type routes struct {
	public    []pulumi.Resource
	private   [][]pulumi.Resource // by slot
	egressIPs pulumi.StringArray
}

// newRoutes leads public subnets to the internet gateway, and private ones to
// NAT and the egress-only gateway.
func (b *build) newRoutes(gates *gateways, made *subnets) (*routes, error) {
	ways := &routes{private: make([][]pulumi.Resource, len(b.args.ZoneIDs)), egressIPs: pulumi.StringArray{}}
	out, err := b.newRoute(&ec2.RouteArgs{
		RouteTableId: made.public.ID(), DestinationCidrBlock: pulumi.String(anywhere), GatewayId: gates.internet.ID(),
	}, string(Public))
	if err != nil {
		return nil, err
	}
	ways.public = append(ways.public, out)
	if gates.egressOnly != nil {
		if err := b.newIPv6Routes(ways, gates, made); err != nil {
			return nil, err
		}
	}
	nats, err := b.newNATs(gates.internet, made.tiers[Public], ways)
	if err != nil {
		return nil, err
	}
	for slot, table := range made.private {
		if len(nats) == 0 {
			break
		}
		nat := nats[min(slot, len(nats)-1)] // one gateway serves every zone
		way, err := b.newRoute(&ec2.RouteArgs{
			RouteTableId: table.ID(), DestinationCidrBlock: pulumi.String(anywhere), NatGatewayId: nat.ID(),
		}, string(Private), Letter(slot))
		if err != nil {
			return nil, err
		}
		ways.private[slot] = append(ways.private[slot], way)
	}
	return ways, nil
}

func (b *build) newIPv6Routes(ways *routes, gates *gateways, made *subnets) error {
	out, err := b.newRoute(&ec2.RouteArgs{
		RouteTableId: made.public.ID(), DestinationIpv6CidrBlock: pulumi.String(anywhereIPv6), GatewayId: gates.internet.ID(),
	}, string(Public), partIPv6)
	if err != nil {
		return err
	}
	ways.public = append(ways.public, out)
	for slot, table := range made.private {
		way, err := b.newRoute(&ec2.RouteArgs{
			RouteTableId: table.ID(), DestinationIpv6CidrBlock: pulumi.String(anywhereIPv6), EgressOnlyGatewayId: gates.egressOnly.ID(),
		}, string(Private), Letter(slot), partIPv6)
		if err != nil {
			return err
		}
		ways.private[slot] = append(ways.private[slot], way)
	}
	return nil
}

func (b *build) newRoute(args *ec2.RouteArgs, parts ...string) (*ec2.Route, error) {
	route, err := ec2.NewRoute(b.ctx, b.logical(parts...), args, b.own)
	if err != nil {
		return nil, fmt.Errorf("register route %s: %w", b.logical(parts...), err)
	}
	return route, nil
}

// newNATs makes the gateways of the NAT mode: none, one for all zones, or one a
// zone. The gateway of the first zone is the same one in the modes single and
// per-zone, so changing between them leaves it alone.
func (b *build) newNATs(internet *ec2.InternetGateway, public []*subnet, ways *routes) ([]*ec2.NatGateway, error) {
	switch b.args.NAT {
	case NATSingle:
		return b.newZonalNATs(internet, public[:1], ways)
	case NATPerZone:
		return b.newZonalNATs(internet, public, ways)
	case NATRegional:
		nat, err := b.newRegionalNAT(internet)
		return []*ec2.NatGateway{nat}, err
	default:
		return nil, nil
	}
}

func (b *build) newZonalNATs(internet *ec2.InternetGateway, public []*subnet, ways *routes) ([]*ec2.NatGateway, error) {
	var nats []*ec2.NatGateway
	for _, s := range public {
		name := b.logical(partNAT, Letter(s.slot))
		// EC2 refuses both before the internet gateway is attached, and the
		// attachment is in none of their inputs. At the end it can't be
		// detached while a mapped public address is left.
		attached := pulumi.DependsOn([]pulumi.Resource{internet})
		address, err := ec2.NewEip(b.ctx, name, &ec2.EipArgs{
			Domain: pulumi.String("vpc"),
			Tags:   b.named(partNAT, Letter(s.slot)),
		}, b.own, attached)
		if err != nil {
			return nil, fmt.Errorf("register address %s: %w", name, err)
		}
		nat, err := ec2.NewNatGateway(b.ctx, name, &ec2.NatGatewayArgs{
			SubnetId:     s.ID(),
			AllocationId: address.ID(),
			Tags:         b.named(partNAT, Letter(s.slot)),
		}, b.own, attached)
		if err != nil {
			return nil, fmt.Errorf("register NAT gateway %s: %w", name, err)
		}
		nats = append(nats, nat)
		ways.egressIPs = append(ways.egressIPs, address.PublicIp)
	}
	return nats, nil
}

// newRegionalNAT makes the gateway that AWS spreads over the zones where it
// sees network interfaces, with addresses of its own choice (automatic mode).
func (b *build) newRegionalNAT(internet *ec2.InternetGateway) (*ec2.NatGateway, error) {
	nat, err := ec2.NewNatGateway(b.ctx, b.logical(partNAT, partRegional), &ec2.NatGatewayArgs{
		AvailabilityMode: pulumi.String("regional"),
		// The id comes out of the internet gateway, which must be attached first.
		VpcId: internet.VpcId,
		Tags:  b.named(partNAT, partRegional),
	}, b.own)
	if err != nil {
		return nil, fmt.Errorf("register regional NAT gateway: %w", err)
	}
	return nat, nil
}
