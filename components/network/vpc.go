package network

import (
	"fmt"

	"github.com/pulumi/pulumi-aws/sdk/v7/go/aws/ec2"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
)

// newVPC makes the VPC and empties what AWS puts in every VPC.
func (b *build) newVPC() error {
	vpc, err := ec2.NewVpc(b.ctx, b.name, &ec2.VpcArgs{
		CidrBlock:                        pulumi.String(b.args.CIDR.String()),
		EnableDnsSupport:                 pulumi.Bool(true),
		EnableDnsHostnames:               pulumi.Bool(true), // the private endpoint of EKS and private DNS of endpoints need it
		EnableNetworkAddressUsageMetrics: pulumi.Bool(true), // warns before addresses run out
		AssignGeneratedIpv6CidrBlock:     pulumi.Bool(b.args.IPv6),
		Tags:                             b.named("network"),
	}, b.own, pulumi.Protect(b.args.Protect))
	if err != nil {
		return fmt.Errorf("register VPC: %w", err)
	}
	b.vpc = vpc
	return b.emptyDefaults()
}

// emptyDefaults takes every rule and route out of the default security group,
// network ACL and route table, so that what nobody thought of reaches nothing
// (CIS AWS Foundations Benchmark, "default security group of every VPC
// restricts all traffic"; AWS FSBP EC2.2). The lists are empty rather than
// missing: missing means unmanaged, and a rule added by hand would stay.
func (b *build) emptyDefaults() error {
	_, err := ec2.NewDefaultSecurityGroup(b.ctx, b.logical(partDefault), &ec2.DefaultSecurityGroupArgs{
		VpcId:   b.vpc.ID(),
		Ingress: ec2.DefaultSecurityGroupIngressArray{},
		Egress:  ec2.DefaultSecurityGroupEgressArray{},
		Tags:    b.named(partDefault, "unused"),
	}, b.own)
	if err != nil {
		return fmt.Errorf("empty default security group: %w", err)
	}
	// AWS moves a subnet whose own ACL goes away into this one, so the list of
	// its subnets is AWS's, not ours (provider's guide to the resource).
	_, err = ec2.NewDefaultNetworkAcl(b.ctx, b.logical(partDefault), &ec2.DefaultNetworkAclArgs{
		DefaultNetworkAclId: b.vpc.DefaultNetworkAclId,
		Ingress:             ec2.DefaultNetworkAclIngressArray{},
		Egress:              ec2.DefaultNetworkAclEgressArray{},
		Tags:                b.named(partDefault, "unused"),
	}, b.own, pulumi.IgnoreChanges([]string{"subnetIds"}))
	if err != nil {
		return fmt.Errorf("empty default network ACL: %w", err)
	}
	_, err = ec2.NewDefaultRouteTable(b.ctx, b.logical(partDefault), &ec2.DefaultRouteTableArgs{
		DefaultRouteTableId: b.vpc.DefaultRouteTableId,
		Routes:              ec2.DefaultRouteTableRouteArray{},
		Tags:                b.named(partDefault, "unused"),
	}, b.own)
	if err != nil {
		return fmt.Errorf("empty default route table: %w", err)
	}
	return nil
}

// gateways are the VPC's doors to the internet.
type gateways struct {
	internet   *ec2.InternetGateway
	egressOnly *ec2.EgressOnlyInternetGateway // nil without IPv6
}

// newGateways makes the internet gateway, which load balancers need whatever
// the NAT mode is, and the egress-only one of IPv6.
func (b *build) newGateways() (*gateways, error) {
	internet, err := ec2.NewInternetGateway(b.ctx, b.logical(partInternet), &ec2.InternetGatewayArgs{
		VpcId: b.vpc.ID(),
		Tags:  b.named(partInternet),
	}, b.own)
	if err != nil {
		return nil, fmt.Errorf("register internet gateway: %w", err)
	}
	if !b.args.IPv6 {
		return &gateways{internet: internet}, nil
	}
	egressOnly, err := ec2.NewEgressOnlyInternetGateway(b.ctx, b.logical(partEgressOnly), &ec2.EgressOnlyInternetGatewayArgs{
		VpcId: b.vpc.ID(),
		Tags:  b.named(partEgressOnly),
	}, b.own)
	if err != nil {
		return nil, fmt.Errorf("register egress-only gateway: %w", err)
	}
	return &gateways{internet: internet, egressOnly: egressOnly}, nil
}

// publicAccessModes are the modes as EC2 spells them.
var publicAccessModes = map[BlockPublicAccess]string{
	BlockIngress:       "block-ingress",
	BlockBidirectional: "block-bidirectional",
}

// newPublicAccessBlock sets VPC Block Public Access for the account's region.
// Off makes nothing, so that it takes no setting away from another network.
func (b *build) newPublicAccessBlock() error {
	mode, on := publicAccessModes[b.args.BlockPublicAccess]
	if !on {
		return nil
	}
	_, err := ec2.NewVpcBlockPublicAccessOptions(b.ctx, b.logical(partPublicAccess), &ec2.VpcBlockPublicAccessOptionsArgs{
		InternetGatewayBlockMode: pulumi.String(mode),
	}, b.own)
	if err != nil {
		return fmt.Errorf("register VPC Block Public Access: %w", err)
	}
	return nil
}
