package fidelity

import (
	"fmt"
	"net/netip"
	"time"

	"github.com/pulumi/pulumi-aws/sdk/v7/go/aws/ec2"
	"github.com/pulumi/pulumi-aws/sdk/v7/go/aws/iam"
	"github.com/pulumi/pulumi-aws/sdk/v7/go/aws/kms"
	"github.com/pulumi/pulumi-eks/sdk/v4/go/eks"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"github.com/covetpy/platform/components/cluster"
	"github.com/covetpy/platform/infra/identity"
	"github.com/covetpy/platform/infra/naming"
	"github.com/covetpy/platform/infra/tags"
	"github.com/covetpy/platform/sim"
)

// The simulated account that the component is observed in.
const (
	account = "111122223333"
	region  = "eu-west-1"
)

func cloud() *sim.Cloud { return sim.New(sim.WithAccount(account), sim.WithRegion(region)) }

// ground is what a cluster needs to be there before it.
type ground struct {
	vpc, other       *ec2.Vpc
	subnets          []*ec2.Subnet // two of vpc, in two zones, then one more of it
	elsewhere        []*ec2.Subnet // two of other
	secrets, another *kms.Key
	role             *iam.Role
	group            *ec2.SecurityGroup
}

func newGround(ctx *pulumi.Context) (*ground, error) {
	g := &ground{}
	var err error
	if g.vpc, g.subnets, err = newNetwork(ctx, "network", "10.0", "a", "b", "c"); err != nil {
		return nil, err
	}
	if g.other, g.elsewhere, err = newNetwork(ctx, "other", "10.1", "a", "b"); err != nil {
		return nil, err
	}
	if g.secrets, err = kms.NewKey(ctx, "secrets", &kms.KeyArgs{}); err != nil {
		return nil, fmt.Errorf("make a key: %w", err)
	}
	if g.another, err = kms.NewKey(ctx, "another", &kms.KeyArgs{Policy: pulumi.String(forAll)}); err != nil {
		return nil, fmt.Errorf("make a key: %w", err)
	}
	trust, err := identity.TrustService(where(), "eks.amazonaws.com", "arn:aws:eks:"+region+":"+account+":cluster/own").JSON()
	if err != nil {
		return nil, fmt.Errorf("write the role's trust: %w", err)
	}
	if g.role, err = iam.NewRole(ctx, "own", &iam.RoleArgs{AssumeRolePolicy: pulumi.String(trust)}); err != nil {
		return nil, fmt.Errorf("make a role: %w", err)
	}
	if g.group, err = ec2.NewSecurityGroup(ctx, "own", &ec2.SecurityGroupArgs{VpcId: g.vpc.ID()}); err != nil {
		return nil, fmt.Errorf("make a security group: %w", err)
	}
	return g, nil
}

// forAll is the policy of a key that whoever the program meets may use: logs, and
// autoscaling for the nodes' disks.
const forAll = `{"Version":"2012-10-17","Statement":[
{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::` + account + `:root"},"Action":"kms:*","Resource":"*"},
{"Effect":"Allow","Principal":{"Service":"logs.` + region + `.amazonaws.com"},"Action":["kms:Encrypt*","kms:Decrypt*","kms:ReEncrypt*","kms:GenerateDataKey*","kms:Describe*"],"Resource":"*"},
{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::` + account + `:role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling"},"Action":["kms:Encrypt","kms:Decrypt","kms:ReEncrypt*","kms:GenerateDataKey*","kms:DescribeKey","kms:CreateGrant"],"Resource":"*"}]}`

// newNetwork makes a VPC with a subnet in each zone.
func newNetwork(ctx *pulumi.Context, name, first string, letters ...string) (*ec2.Vpc, []*ec2.Subnet, error) {
	vpc, err := ec2.NewVpc(ctx, name, &ec2.VpcArgs{
		CidrBlock: pulumi.String(first + ".0.0/16"), EnableDnsHostnames: pulumi.Bool(true), EnableDnsSupport: pulumi.Bool(true),
	})
	if err != nil {
		return nil, nil, fmt.Errorf("make a network: %w", err)
	}
	var subnets []*ec2.Subnet
	for i, letter := range letters {
		subnet, err := ec2.NewSubnet(ctx, name+"-"+letter, &ec2.SubnetArgs{
			VpcId: vpc.ID(), AvailabilityZone: pulumi.String(region + letter),
			CidrBlock: pulumi.String(fmt.Sprintf("%s.%d.0/24", first, i)),
		})
		if err != nil {
			return nil, nil, fmt.Errorf("make a subnet: %w", err)
		}
		subnets = append(subnets, subnet)
	}
	return vpc, subnets, nil
}

func ids(subnets ...*ec2.Subnet) pulumi.StringArray {
	var out pulumi.StringArray
	for _, s := range subnets {
		out = append(out, s.ID())
	}
	return out
}

func where() identity.Scope {
	return identity.Scope{Partition: "aws", Region: region, Account: account}
}

// logical is the name under which the component is registered when it stands alone.
const logical = "c"

// alone is the smallest call that is simulated: the shape in which the real
// component was seen.
func alone(g *ground) *eks.ClusterArgs {
	on, off, api := true, false, eks.AuthenticationModeApi
	return &eks.ClusterArgs{
		VpcId:                  g.vpc.ID(),
		SubnetIds:              ids(g.subnets[0], g.subnets[1]),
		AuthenticationMode:     &api,
		EndpointPrivateAccess:  pulumi.Bool(true),
		EncryptionConfigKeyArn: g.secrets.Arn,
		SkipDefaultNodeGroup:   &on,
		UseDefaultVpcCni:       &on,
		CorednsAddonOptions:    &eks.CoreDnsAddonOptionsArgs{Enabled: &off},
		KubeProxyAddonOptions:  &eks.KubeProxyAddonOptionsArgs{Enabled: &off},
	}
}

// standing registers the component by itself, with changes to the smallest call.
func standing(change func(*ground, *eks.ClusterArgs), opts ...pulumi.ResourceOption) pulumi.RunFunc {
	return func(ctx *pulumi.Context) error {
		g, err := newGround(ctx)
		if err != nil {
			return err
		}
		args := alone(g)
		if change != nil {
			change(g, args)
		}
		_, err = eks.NewCluster(ctx, logical, args, opts...)
		return err
	}
}

// wanted is a cluster of the program, with everything on that reaches pulumi-eks,
// and still without the ground to stand on.
func wanted() *cluster.Args {
	return &cluster.Args{
		Names:        naming.Scope{Project: "covetpy", Environment: "dev"},
		Where:        where(),
		Tags:         tags.Set{Project: "covetpy", Environment: "dev", Owner: "platform", CostCentre: "42", DataClass: "internal"},
		Version:      "1.36",
		AsOf:         time.Date(2026, time.November, 23, 0, 0, 0, 0, time.UTC),
		VPCCIDR:      netip.MustParsePrefix("10.0.0.0/16"),
		PublicAccess: []netip.Prefix{netip.MustParsePrefix("203.0.113.0/24")},
		Access: []cluster.AccessEntry{
			{Name: "admins", PrincipalARN: "arn:aws:iam::" + account + ":role/Admin", Role: cluster.Administrator},
		},
		Logs:               cluster.Logs{Types: []string{"audit"}, RetentionDays: 30},
		ZonalShift:         true,
		DeletionProtection: true,
		Protect:            true,
		NodeGroups: map[string]cluster.NodeGroup{"system": {
			InstanceTypes: []string{"m7i.large"}, MinPerZone: 1, DesiredPerZone: 1, MaxPerZone: 2,
			Taints: []cluster.Taint{cluster.SystemTaint},
		}},
	}
}

// program registers the component as the program does.
func program(ctx *pulumi.Context) error {
	g, err := newGround(ctx)
	if err != nil {
		return err
	}
	args := wanted()
	args.VPCID = g.vpc.ID()
	args.Subnets = []cluster.Subnet{
		{Letter: "a", ZoneID: "euw1-az1", ID: g.subnets[0].ID()},
		{Letter: "b", ZoneID: "euw1-az2", ID: g.subnets[1].ID()},
	}
	args.Keys = cluster.Keys{
		Secrets: g.secrets.Arn, Volumes: g.another.Arn, Logs: g.another.Arn, VolumesAlias: "alias/covetpy-dev-volumes",
	}
	_, err = cluster.NewEKSCluster(ctx, "cluster", args)
	return err
}
