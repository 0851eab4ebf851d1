package network

import (
	"errors"
	"fmt"
	"net/netip"
	"slices"

	"github.com/pulumi/pulumi-aws/sdk/v7/go/aws/ec2"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
)

// Type is the component's token.
const Type = "covetpy:network:Network"

// Network is a VPC with its subnets.
type Network struct {
	pulumi.ResourceState

	// VPCID is the VPC.
	VPCID pulumi.StringOutput
	// Public, Private, Data and Pods are the subnets by slot. Pods is empty
	// without a range for pods.
	Public, Private, Data, Pods []Subnet
	// EndpointSecurityGroupID is the group of all interface endpoints, empty
	// when there are none.
	EndpointSecurityGroupID pulumi.StringOutput
	// ObjectStorageRanges are the ranges of S3 in this region, "52.218.0.0/17", as its
	// gateway endpoint knows them: what a rule has to let out to reach a bucket.
	ObjectStorageRanges pulumi.StringArrayOutput
	// EgressIPs are the addresses that the internet sees, one for each NAT
	// gateway in a zone. There are none to be relied on with a regional
	// gateway, as AWS adds addresses to it.
	EgressIPs pulumi.StringArrayOutput
}

// Subnet is one tier in one zone.
type Subnet struct {
	// Slot is 0 to 3, and Letter its letter, by which to name what lives here.
	Slot   int
	Letter string
	// ZoneID is the zone, "euw1-az1".
	ZoneID string
	// CIDR is the IPv4 range.
	CIDR netip.Prefix
	// ID is the subnet, as soon as it exists.
	ID pulumi.StringOutput
	// Ready is the same id, for what needs the way out and the rules of the
	// subnet to stand: its network ACL, routes, NAT gateway and endpoints.
	// Nodes take it, so that they can join when they are made, and so that the
	// ways out outlive whatever cleans up through them when all is destroyed.
	// A control plane takes ID and does not wait for a NAT gateway.
	Ready pulumi.StringOutput
}

// NewNetwork makes a network. Faults of args come back all at once (fault.Of),
// before anything is registered.
func NewNetwork(ctx *pulumi.Context, name string, args *Args, opts ...pulumi.ResourceOption) (*Network, error) {
	if args == nil {
		return nil, fmt.Errorf("make network %q: args are nil", name)
	}
	if err := errors.Join(args.Validate().Err(), args.keys()); err != nil {
		return nil, fmt.Errorf("make network %q: %w", name, err)
	}
	net := &Network{}
	if err := ctx.RegisterComponentResource(Type, name, net, opts...); err != nil {
		return nil, fmt.Errorf("register network %q: %w", name, err)
	}
	b := &build{ctx: ctx, name: name, args: args, plan: NewPlan(args.CIDR, args.PodCIDR), own: pulumi.Parent(net)}
	if err := b.provision(net); err != nil {
		return nil, fmt.Errorf("make network %q: %w", name, err)
	}
	if err := ctx.RegisterResourceOutputs(net, net.outputs()); err != nil {
		return nil, fmt.Errorf("register outputs of network %q: %w", name, err)
	}
	return net, nil
}

// keys says which key is missing. It is apart from Validate because the keys do
// not exist yet when a configuration is validated.
func (a *Args) keys() error {
	var missing []error
	if a.FlowLogs != nil && a.FlowLogs.KeyARN == nil {
		missing = append(missing, errors.New("encrypt flow logs: FlowLogs.KeyARN is nil, give it the ARN of a key"))
	}
	if a.DNSFirewall != nil && a.DNSFirewall.KeyARN == nil {
		missing = append(missing, errors.New("encrypt the record of lookups: DNSFirewall.KeyARN is nil, give it the ARN of a key"))
	}
	return errors.Join(missing...)
}

func (n *Network) outputs() pulumi.Map {
	return pulumi.Map{
		"vpcId":                   n.VPCID,
		"publicSubnetIds":         ids(n.Public),
		"privateSubnetIds":        ids(n.Private),
		"dataSubnetIds":           ids(n.Data),
		"podSubnetIds":            ids(n.Pods),
		"endpointSecurityGroupId": n.EndpointSecurityGroupID,
		"objectStorageRanges":     n.ObjectStorageRanges,
		"egressIps":               n.EgressIPs,
	}
}

func ids(subnets []Subnet) pulumi.StringArray {
	out := make(pulumi.StringArray, len(subnets))
	for i, s := range subnets {
		out[i] = s.ID
	}
	return out
}

// build is one run of the constructor.
type build struct {
	ctx  *pulumi.Context
	name string
	args *Args
	plan Plan
	own  pulumi.ResourceOption

	vpc *ec2.Vpc
}

// provision registers everything and fills the network's outputs.
func (b *build) provision(net *Network) error {
	if err := b.newVPC(); err != nil {
		return err
	}
	net.VPCID = b.vpc.ID().ToStringOutput()
	gates, err := b.newGateways()
	if err != nil {
		return err
	}
	made, err := b.newSubnets()
	if err != nil {
		return err
	}
	acls, err := b.newACLs(made)
	if err != nil {
		return err
	}
	ways, err := b.newRoutes(gates, made)
	if err != nil {
		return err
	}
	services, err := b.newEndpoints(made)
	if err != nil {
		return err
	}
	b.fill(net, made, acls, ways, services)
	return errors.Join(b.newFlowLogs(), b.newDNSFirewall(), b.newPublicAccessBlock())
}

// fill sets what the network tells others.
func (b *build) fill(net *Network, made *subnets, acls map[Tier]*ec2.NetworkAcl, ways *routes, services *endpoints) {
	net.Public = b.export(made.tiers[Public], acls[Public], ways.public)
	net.Data = b.export(made.tiers[Data], acls[Data])
	for slot := range b.args.ZoneIDs {
		out := slices.Concat(ways.public, ways.private[slot], services.all)
		net.Private = append(net.Private, b.export(made.tiers[Private][slot:slot+1], acls[Private], out)...)
		if b.args.PodCIDR != nil {
			net.Pods = append(net.Pods, b.export(made.tiers[Pods][slot:slot+1], acls[Private], out)...)
		}
	}
	net.EndpointSecurityGroupID = services.groupID
	net.ObjectStorageRanges = services.objects
	net.EgressIPs = ways.egressIPs.ToStringArrayOutput()
}

// export describes subnets that are ready once the ACL and the ways out stand.
func (b *build) export(made []*subnet, acl pulumi.Resource, ways ...[]pulumi.Resource) []Subnet {
	out := make([]Subnet, len(made))
	for i, s := range made {
		needs := []pulumi.Resource{s.association, acl}
		for _, way := range ways {
			needs = append(needs, way...)
		}
		id := s.ID().ToStringOutput()
		out[i] = Subnet{
			Slot: s.slot, Letter: Letter(s.slot), ZoneID: b.args.ZoneIDs[s.slot], CIDR: s.cidr, ID: id,
			Ready: text(pulumi.OutputWithDependencies(b.ctx.Context(), id, needs...)),
		}
	}
	return out
}

// text is an output of the SDK that is a string's: what was made from strings
// stays one, so the assertion holds.
func text(o pulumi.Output) pulumi.StringOutput {
	out, _ := o.(pulumi.StringOutput)
	return out
}
