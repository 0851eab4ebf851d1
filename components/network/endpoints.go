package network

import (
	"fmt"

	"github.com/pulumi/pulumi-aws/sdk/v7/go/aws/ec2"
	"github.com/pulumi/pulumi-aws/sdk/v7/go/aws/vpc"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
)

// endpoints are the ways to AWS services that do not leave AWS.
type endpoints struct {
	all     []pulumi.Resource
	groupID pulumi.StringOutput
	objects pulumi.StringArrayOutput // the ranges of S3
}

// newEndpoints makes the gateway endpoints of S3 and DynamoDB, on the route
// tables of the private tier (which pods share), and the interface endpoints.
func (b *build) newEndpoints(made *subnets) (*endpoints, error) {
	services := &endpoints{groupID: pulumi.String("").ToStringOutput()}
	tables := make(pulumi.StringArray, len(made.private))
	for slot, table := range made.private {
		tables[slot] = table.ID().ToStringOutput()
	}
	for _, service := range []EndpointService{serviceS3, serviceDynamoDB} {
		args := &ec2.VpcEndpointArgs{VpcEndpointType: pulumi.String("Gateway"), RouteTableIds: tables}
		made, err := b.newEndpoint(services, service, args)
		if err != nil {
			return nil, err
		}
		if service == serviceS3 {
			services.objects = made.CidrBlocks
		}
	}
	if len(b.args.Endpoints) == 0 {
		return services, nil
	}
	group, err := b.newEndpointGroup(services)
	if err != nil {
		return nil, err
	}
	services.groupID = group.ID().ToStringOutput()
	for _, service := range b.args.Endpoints {
		args := &ec2.VpcEndpointArgs{
			VpcEndpointType:   pulumi.String("Interface"),
			PrivateDnsEnabled: pulumi.Bool(true),
			SubnetIds:         subnetIDs(made.tiers[Private]),
			SecurityGroupIds:  pulumi.StringArray{services.groupID},
		}
		if _, err := b.newEndpoint(services, service, args); err != nil {
			return nil, err
		}
	}
	return services, nil
}

// newEndpoint registers one endpoint with what all of them have.
func (b *build) newEndpoint(services *endpoints, service EndpointService, args *ec2.VpcEndpointArgs) (*ec2.VpcEndpoint, error) {
	policy, err := endpointPolicy(b.args.Where, service).JSON()
	if err != nil {
		return nil, fmt.Errorf("write policy of endpoint %s: %w", service, err)
	}
	args.VpcId = b.vpc.ID()
	args.ServiceName = pulumi.String(serviceName(b.args.Where.Region, service))
	args.Policy = pulumi.String(policy)
	args.Tags = b.named(partEndpoint, slug(service))
	endpoint, err := ec2.NewVpcEndpoint(b.ctx, b.logical(partEndpoint, slug(service)), args, b.own)
	if err != nil {
		return nil, fmt.Errorf("register endpoint %s: %w", service, err)
	}
	services.all = append(services.all, endpoint)
	return endpoint, nil
}

// newEndpointGroup admits HTTPS from the VPC's ranges. Its rules are resources
// of their own, and Pulumi names it, because a security group can't be renamed
// in place and a fixed name would stand in the way of its replacement.
func (b *build) newEndpointGroup(services *endpoints) (*ec2.SecurityGroup, error) {
	group, err := ec2.NewSecurityGroup(b.ctx, b.logical(partEndpoints), &ec2.SecurityGroupArgs{
		VpcId:       b.vpc.ID(),
		Description: pulumi.String("Interface endpoints of AWS services"),
		Tags:        b.named(partEndpoints),
	}, b.own)
	if err != nil {
		return nil, fmt.Errorf("register security group of endpoints: %w", err)
	}
	for _, held := range b.plan.Inside() {
		rule, err := vpc.NewSecurityGroupIngressRule(b.ctx, b.logical(partEndpoints, held.Name), &vpc.SecurityGroupIngressRuleArgs{
			SecurityGroupId: group.ID(),
			Description:     pulumi.String("HTTPS from " + held.Name),
			IpProtocol:      pulumi.String("tcp"),
			FromPort:        pulumi.Int(portHTTPS),
			ToPort:          pulumi.Int(portHTTPS),
			CidrIpv4:        pulumi.String(held.CIDR.String()),
			Tags:            b.named(partEndpoints, held.Name),
		}, b.own)
		if err != nil {
			return nil, fmt.Errorf("register rule of endpoints for %s: %w", held.Name, err)
		}
		services.all = append(services.all, rule)
	}
	return group, nil
}
