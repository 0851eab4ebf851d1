package fidelity

import (
	"reflect"

	awseks "github.com/pulumi/pulumi-aws/sdk/v7/go/aws/eks"
	"github.com/pulumi/pulumi-eks/sdk/v4/go/eks"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
)

// sample changes one input of the smallest call, or gives it.
type sample struct {
	change func(*ground, *eks.ClusterArgs)
	// with names an input that has to change along, whose reach is not this one's.
	with string
}

// samples give every input that is simulated and is free to choose a value that it
// does not have in the smallest call.
func samples() map[string]sample {
	set := func(change func(*ground, *eks.ClusterArgs)) sample { return sample{change: change} }
	tagged := pulumi.StringMap{"team": pulumi.String("shop")}
	return map[string]sample{
		"bootstrapSelfManagedAddons": set(func(_ *ground, a *eks.ClusterArgs) { a.BootstrapSelfManagedAddons = pulumi.Bool(false) }),
		"clusterSecurityGroup":       set(func(g *ground, a *eks.ClusterArgs) { a.ClusterSecurityGroup = g.group }),
		"clusterSecurityGroupTags":   set(func(_ *ground, a *eks.ClusterArgs) { a.ClusterSecurityGroupTags = tagged }),
		"clusterTags":                set(func(_ *ground, a *eks.ClusterArgs) { a.ClusterTags = tagged }),
		"enabledClusterLogTypes": set(func(_ *ground, a *eks.ClusterArgs) {
			a.EnabledClusterLogTypes = pulumi.StringArray{pulumi.String("audit")}
		}),
		"encryptionConfigKeyArn": set(func(g *ground, a *eks.ClusterArgs) { a.EncryptionConfigKeyArn = g.another.Arn }),
		"endpointPrivateAccess":  set(func(_ *ground, a *eks.ClusterArgs) { a.EndpointPrivateAccess = pulumi.Bool(false) }),
		"endpointPublicAccess":   set(func(_ *ground, a *eks.ClusterArgs) { a.EndpointPublicAccess = pulumi.Bool(false) }),
		"ipFamily":               set(func(_ *ground, a *eks.ClusterArgs) { a.IpFamily = pulumi.String("ipv4") }),
		"kubernetesServiceIpAddressRange": set(func(_ *ground, a *eks.ClusterArgs) {
			a.KubernetesServiceIpAddressRange = pulumi.String("172.20.0.0/16")
		}),
		"name":                  set(func(_ *ground, a *eks.ClusterArgs) { a.Name = pulumi.String("own") }),
		"nodeSecurityGroupTags": set(func(_ *ground, a *eks.ClusterArgs) { a.NodeSecurityGroupTags = tagged }),
		"privateSubnetIds": set(func(g *ground, a *eks.ClusterArgs) {
			a.SubnetIds, a.PrivateSubnetIds = nil, ids(g.subnets[0], g.subnets[2])
		}),
		"publicAccessCidrs": set(func(_ *ground, a *eks.ClusterArgs) {
			a.PublicAccessCidrs = pulumi.StringArray{pulumi.String("203.0.113.0/24")}
		}),
		"publicSubnetIds": set(func(g *ground, a *eks.ClusterArgs) {
			a.SubnetIds, a.PublicSubnetIds = nil, ids(g.subnets[0], g.subnets[2])
		}),
		"serviceRole":               set(func(g *ground, a *eks.ClusterArgs) { a.ServiceRole = g.role }),
		"skipDefaultSecurityGroups": set(func(_ *ground, a *eks.ClusterArgs) { a.SkipDefaultSecurityGroups = new(true) }),
		"subnetIds":                 set(func(g *ground, a *eks.ClusterArgs) { a.SubnetIds = ids(g.subnets[0], g.subnets[2]) }),
		"tags":                      set(func(_ *ground, a *eks.ClusterArgs) { a.Tags = tagged }),
		"upgradePolicy": set(func(_ *ground, a *eks.ClusterArgs) {
			a.UpgradePolicy = awseks.ClusterUpgradePolicyArgs{SupportType: pulumi.String("STANDARD")}
		}),
		"version": set(func(_ *ground, a *eks.ClusterArgs) { a.Version = pulumi.String("1.35") }),
		"vpcId": {with: "subnetIds", change: func(g *ground, a *eks.ClusterArgs) {
			a.VpcId, a.SubnetIds = g.other.ID(), ids(g.elsewhere...)
		}},
	}
}

// unset takes an input out of a call.
func unset(args *eks.ClusterArgs, input string) {
	plain := args.ElementType() // whose fields have the same names, and the tags
	for _, field := range reflect.VisibleFields(plain) {
		if field.Tag.Get("pulumi") == input {
			reflect.ValueOf(args).Elem().FieldByName(field.Name).SetZero()
		}
	}
}
