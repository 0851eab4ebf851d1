package eks

import (
	"errors"
	"fmt"
	"maps"
	"reflect"
	"slices"

	"github.com/pulumi/pulumi-aws/sdk/v7/go/aws/ec2"
	awseks "github.com/pulumi/pulumi-aws/sdk/v7/go/aws/eks"
	"github.com/pulumi/pulumi-aws/sdk/v7/go/aws/iam"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
)

// clusterArgs are the inputs of eks:index:Cluster that are simulated. Their
// meaning is the package's. Resources are outputs: the SDK reads a reference
// to a resource into nothing else.
type clusterArgs struct {
	Name                            pulumi.StringPtrInput               `pulumi:"name"`
	Version                         pulumi.StringPtrInput               `pulumi:"version"`
	VpcID                           pulumi.StringInput                  `pulumi:"vpcId"`
	SubnetIDs                       pulumi.StringArrayInput             `pulumi:"subnetIds"`
	PrivateSubnetIDs                pulumi.StringArrayInput             `pulumi:"privateSubnetIds"`
	PublicSubnetIDs                 pulumi.StringArrayInput             `pulumi:"publicSubnetIds"`
	ServiceRole                     *iam.RoleOutput                     `pulumi:"serviceRole"`
	ClusterSecurityGroup            *ec2.SecurityGroupOutput            `pulumi:"clusterSecurityGroup"`
	SkipDefaultSecurityGroups       bool                                `pulumi:"skipDefaultSecurityGroups"`
	AuthenticationMode              *string                             `pulumi:"authenticationMode"`
	EndpointPrivateAccess           pulumi.BoolPtrInput                 `pulumi:"endpointPrivateAccess"`
	EndpointPublicAccess            pulumi.BoolPtrInput                 `pulumi:"endpointPublicAccess"`
	PublicAccessCidrs               pulumi.StringArrayInput             `pulumi:"publicAccessCidrs"`
	EncryptionConfigKeyArn          pulumi.StringPtrInput               `pulumi:"encryptionConfigKeyArn"`
	EnabledClusterLogTypes          pulumi.StringArrayInput             `pulumi:"enabledClusterLogTypes"`
	KubernetesServiceIPAddressRange pulumi.StringPtrInput               `pulumi:"kubernetesServiceIpAddressRange"`
	IPFamily                        pulumi.StringPtrInput               `pulumi:"ipFamily"`
	BootstrapSelfManagedAddons      pulumi.BoolPtrInput                 `pulumi:"bootstrapSelfManagedAddons"`
	UpgradePolicy                   awseks.ClusterUpgradePolicyPtrInput `pulumi:"upgradePolicy"`
	Tags                            pulumi.StringMapInput               `pulumi:"tags"`
	ClusterTags                     pulumi.StringMapInput               `pulumi:"clusterTags"`
	ClusterSecurityGroupTags        pulumi.StringMapInput               `pulumi:"clusterSecurityGroupTags"`
	NodeSecurityGroupTags           pulumi.StringMapInput               `pulumi:"nodeSecurityGroupTags"`

	SkipDefaultNodeGroup  bool          `pulumi:"skipDefaultNodeGroup"`
	UseDefaultVpcCni      bool          `pulumi:"useDefaultVpcCni"`
	CreateOidcProvider    bool          `pulumi:"createOidcProvider"`
	CreateInstanceRole    bool          `pulumi:"createInstanceRole"`
	CorednsAddonOptions   *addonOptions `pulumi:"corednsAddonOptions"`
	KubeProxyAddonOptions *addonOptions `pulumi:"kubeProxyAddonOptions"`
}

// addonOptions can only switch an add-on off here. The fields are all that the
// package has, so that none gets lost on the way to validate.
type addonOptions struct {
	Enabled                  *bool                 `pulumi:"enabled"`
	ResolveConflictsOnCreate *string               `pulumi:"resolveConflictsOnCreate"`
	ResolveConflictsOnUpdate *string               `pulumi:"resolveConflictsOnUpdate"`
	Version                  pulumi.StringPtrInput `pulumi:"version"`
	ConfigurationValues      pulumi.MapInput       `pulumi:"configurationValues"`
}

// Inputs lists what the simulated component takes, sorted.
func Inputs() []string {
	var out []string
	for _, field := range reflect.VisibleFields(reflect.TypeFor[clusterArgs]()) {
		out = append(out, field.Tag.Get("pulumi"))
	}
	slices.Sort(out)
	return out
}

// onlySimulated refuses inputs that would have to be ignored.
func onlySimulated(given pulumi.Map) error {
	known := Inputs()
	var errs []error
	for _, key := range slices.Sorted(maps.Keys(given)) {
		if _, ok := slices.BinarySearch(known, key); !ok {
			errs = append(errs, fmt.Errorf("input %q is not simulated: leave it out, and make what it brings (%s) with the AWS package", key, refused[key].brings()))
		}
	}
	return errors.Join(errs...)
}

// validate refuses the choices whose children are not simulated, and what the
// real component refuses.
func (a *clusterArgs) validate() error {
	var errs []error
	for _, c := range Choices() {
		if c.isLeft(a) {
			errs = append(errs, fmt.Errorf("%s: the other choice is not simulated, which brings %s", c.Keep, c.Brings))
		}
	}
	if a.SubnetIDs != nil && (a.PublicSubnetIDs != nil || a.PrivateSubnetIDs != nil) {
		errs = append(errs, errors.New("subnetIds: give either these or publicSubnetIds and privateSubnetIds, not both"))
	}
	return errors.Join(errs...)
}

// network is what EKS is told of the addresses of services: nothing unless asked.
// A range of IPv4 addresses means nothing in a cluster of IPv6.
func (a *clusterArgs) network() awseks.ClusterKubernetesNetworkConfigPtrInput {
	if a.KubernetesServiceIPAddressRange == nil && a.IPFamily == nil {
		return nil
	}
	given := func(input pulumi.StringPtrInput) pulumi.StringPtrOutput {
		if input == nil {
			return pulumi.StringPtr("").ToStringPtrOutput()
		}
		return input.ToStringPtrOutput()
	}
	return pulumi.All(given(a.KubernetesServiceIPAddressRange), given(a.IPFamily)).ApplyT(
		func(v []any) *awseks.ClusterKubernetesNetworkConfig {
			services, _ := v[0].(*string)
			family, _ := v[1].(*string)
			if family == nil || *family == "" {
				family = new("ipv4")
			}
			if *family != "ipv4" || services == nil || *services == "" {
				services = nil
			}
			return &awseks.ClusterKubernetesNetworkConfig{ServiceIpv4Cidr: services, IpFamily: family}
		}).(awseks.ClusterKubernetesNetworkConfigPtrOutput)
}

// admitted are the ranges that may call the public endpoint, which has to be there
// for them.
func (a *clusterArgs) admitted() pulumi.StringArrayInput {
	if a.PublicAccessCidrs == nil || a.EndpointPublicAccess == nil {
		return a.PublicAccessCidrs
	}
	return pulumi.All(a.PublicAccessCidrs.ToStringArrayOutput(), a.EndpointPublicAccess.ToBoolPtrOutput()).ApplyT(
		func(v []any) ([]string, error) {
			ranges, _ := v[0].([]string)
			if public, _ := v[1].(*bool); public != nil && !*public {
				return nil, errors.New("publicAccessCidrs can only be set when endpointPublicAccess is true")
			}
			return ranges, nil
		}).(pulumi.StringArrayOutput)
}

// subnets are where the control plane's interfaces go.
func (a *clusterArgs) subnets() pulumi.StringArrayInput {
	if a.SubnetIDs != nil {
		return a.SubnetIDs
	}
	var lists []any
	for _, list := range []pulumi.StringArrayInput{a.PublicSubnetIDs, a.PrivateSubnetIDs} {
		if list != nil {
			lists = append(lists, list.ToStringArrayOutput())
		}
	}
	return pulumi.All(lists...).ApplyT(func(lists []any) []string {
		var out []string
		for _, list := range lists {
			ids, _ := list.([]string)
			out = append(out, ids...)
		}
		return out
	}).(pulumi.StringArrayOutput)
}

// tags merges maps of tags, later ones over earlier ones.
func tags(layers ...pulumi.StringMapInput) pulumi.StringMapInput {
	var given []any
	for _, layer := range layers {
		if layer != nil {
			given = append(given, layer.ToStringMapOutput())
		}
	}
	return pulumi.All(given...).ApplyT(func(layers []any) map[string]string {
		out := map[string]string{}
		for _, layer := range layers {
			set, _ := layer.(map[string]string)
			maps.Copy(out, set)
		}
		return out
	}).(pulumi.StringMapOutput)
}
