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

// addonOptions can only switch an add-on off here.
type addonOptions struct {
	Enabled                  *bool   `pulumi:"enabled"`
	ResolveConflictsOnCreate *string `pulumi:"resolveConflictsOnCreate"`
	ResolveConflictsOnUpdate *string `pulumi:"resolveConflictsOnUpdate"`
}

// onlySimulated refuses inputs that would have to be ignored.
func onlySimulated(given pulumi.Map) error {
	known := map[string]bool{}
	for _, field := range reflect.VisibleFields(reflect.TypeFor[clusterArgs]()) {
		known[field.Tag.Get("pulumi")] = true
	}
	var errs []error
	for _, key := range slices.Sorted(maps.Keys(given)) {
		if !known[key] {
			errs = append(errs, fmt.Errorf("input %q is not simulated", key))
		}
	}
	return errors.Join(errs...)
}

// validate refuses the choices whose children are not simulated.
func (a *clusterArgs) validate() error {
	var errs []error
	require := func(ok bool, what string) {
		if !ok {
			errs = append(errs, fmt.Errorf("%s: the other choice is not simulated", what))
		}
	}
	off := func(o *addonOptions) bool { return o != nil && o.Enabled != nil && !*o.Enabled }
	require(a.SkipDefaultNodeGroup, "skipDefaultNodeGroup: true")
	require(a.UseDefaultVpcCni, "useDefaultVpcCni: true")
	require(!a.CreateOidcProvider, "createOidcProvider: false")
	require(!a.CreateInstanceRole, "createInstanceRole: false")
	require(off(a.CorednsAddonOptions), "corednsAddonOptions.enabled: false")
	require(off(a.KubeProxyAddonOptions), "kubeProxyAddonOptions.enabled: false")
	require(a.VpcID != nil, "vpcId is given")
	require(a.AuthenticationMode != nil && *a.AuthenticationMode == "API", "authenticationMode: API")
	return errors.Join(errs...)
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
