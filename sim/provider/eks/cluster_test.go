package eks

import (
	"maps"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/pulumi/pulumi-eks/sdk/v4/go/eks"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/covetpy/platform/sim"
)

// recorder keeps what is registered, by logical name.
type recorder struct {
	mu   sync.Mutex
	made map[string]pulumi.MockResourceArgs
}

func (r *recorder) Call(pulumi.MockCallArgs) (resource.PropertyMap, error) { return nil, nil }

func (r *recorder) NewResource(args pulumi.MockResourceArgs) (string, resource.PropertyMap, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.made[args.Name] = args
	outputs := args.Inputs.Copy()
	if args.TypeToken == "aws:eks/cluster:Cluster" {
		outputs["name"] = resource.NewProperty("physical")
		outputs["arn"] = resource.NewProperty("arn:aws:eks:eu-west-1:111122223333:cluster/physical")
		outputs["endpoint"] = resource.NewProperty("https://api.example")
		outputs["certificateAuthority"] = resource.NewProperty(resource.PropertyMap{"data": resource.NewProperty("Q0E=")})
	}
	return args.Name + "-id", outputs, nil
}

func (r *recorder) types() []string {
	var out []string
	for name, args := range r.made {
		out = append(out, args.TypeToken+" "+name)
	}
	slices.Sort(out)
	return out
}

func accepted() clusterArgs {
	no, api := false, "API"
	return clusterArgs{
		VpcID: pulumi.String("vpc-1"), SubnetIDs: pulumi.ToStringArray([]string{"subnet-1", "subnet-2"}),
		SkipDefaultNodeGroup: true, UseDefaultVpcCni: true, AuthenticationMode: &api,
		CorednsAddonOptions: &addonOptions{Enabled: &no}, KubeProxyAddonOptions: &addonOptions{Enabled: &no},
		EncryptionConfigKeyArn: pulumi.String("arn:aws:kms:eu-west-1:111122223333:key/k"),
	}
}

func register(t *testing.T, args clusterArgs) (*recorder, error) {
	t.Helper()
	r := &recorder{made: map[string]pulumi.MockResourceArgs{}}
	err := pulumi.RunErr(func(ctx *pulumi.Context) error {
		_, err := newCluster(ctx, "aws", "c", &args, pulumi.Protect(false))
		return err
	}, pulumi.WithMocks("project", "stack", r))
	return r, err
}

func TestTheChildrenAreTheRealComponents(t *testing.T) {
	t.Parallel()
	r, err := register(t, accepted())
	require.NoError(t, err)
	assert.Equal(t, []string{
		"aws:ec2/securityGroup:SecurityGroup c-eksClusterSecurityGroup",
		"aws:ec2/securityGroup:SecurityGroup c-nodeSecurityGroup",
		"aws:ec2/securityGroupRule:SecurityGroupRule c-eksClusterIngressRule",
		"aws:ec2/securityGroupRule:SecurityGroupRule c-eksClusterInternetEgressRule",
		"aws:ec2/securityGroupRule:SecurityGroupRule c-eksExtApiServerClusterIngressRule",
		"aws:ec2/securityGroupRule:SecurityGroupRule c-eksNodeClusterIngressRule",
		"aws:ec2/securityGroupRule:SecurityGroupRule c-eksNodeIngressRule",
		"aws:ec2/securityGroupRule:SecurityGroupRule c-eksNodeInternetEgressRule",
		"aws:eks/cluster:Cluster c-eksCluster",
		"aws:iam/role:Role c-eksRole-role",
		"aws:iam/rolePolicyAttachment:RolePolicyAttachment c-eksRole-4b490823",
		"eks:index:Cluster c",
		"eks:index:ServiceRole c-eksRole",
		"pulumi:providers:kubernetes c-eks-k8s",
	}, r.types())

	tags := r.made["c-nodeSecurityGroup"].Inputs["tags"].Mappable()
	assert.Equal(t, map[string]any{"Name": "c-nodeSecurityGroup", "kubernetes.io/cluster/physical": "owned"}, tags)
	cluster := r.made["c-eksCluster"].Inputs.Mappable()
	assert.Equal(t, map[string]any{"authenticationMode": "API", "bootstrapClusterCreatorAdminPermissions": true}, cluster["accessConfig"])
	assert.Equal(t, []any{"c-eksClusterSecurityGroup-id"}, cluster["vpcConfig"].(map[string]any)["securityGroupIds"])
	assert.Equal(t, []any{"subnet-1", "subnet-2"}, cluster["vpcConfig"].(map[string]any)["subnetIds"])
	assert.Equal(t, true, cluster["bootstrapSelfManagedAddons"])
	assert.Equal(t, "arn:aws:kms:eu-west-1:111122223333:key/k", cluster["encryptionConfig"].(map[string]any)["provider"].(map[string]any)["keyArn"])
	assert.Contains(t, r.made["c-eks-k8s"].Inputs["kubeconfig"].StringValue(), `"--region","eu-west-1","eks","get-token","--cluster-name","physical","--output","json"`)
	assert.JSONEq(t, `{"Version":"2012-10-17","Statement":[{"Action":["sts:AssumeRole","sts:TagSession"],"Effect":"Allow","Principal":{"Service":["eks.amazonaws.com"]}}]}`,
		r.made["c-eksRole-role"].Inputs["assumeRolePolicy"].StringValue())
}

func TestSkippedDefaultsAreNotRegistered(t *testing.T) {
	t.Parallel()
	args := accepted()
	args.SkipDefaultSecurityGroups = true
	r, err := register(t, args)
	require.NoError(t, err)
	for _, made := range r.types() {
		assert.False(t, strings.HasPrefix(made, "aws:ec2/"), made)
	}
	assert.NotContains(t, r.made["c-eksCluster"].Inputs["vpcConfig"].Mappable(), "securityGroupIds")
}

func TestWhatIsNotSimulatedIsRefused(t *testing.T) {
	t.Parallel()
	require.ErrorContains(t, onlySimulated(pulumi.Map{"fargate": pulumi.Bool(true), "name": pulumi.String("c")}),
		`input "fargate" is not simulated: leave it out, and make what it brings (aws:eks/fargateProfile:FargateProfile, `)
	no, configMap := false, "CONFIG_MAP"
	cases := map[string][]func(*clusterArgs){
		"skipDefaultNodeGroup: true": {func(a *clusterArgs) { a.SkipDefaultNodeGroup = false }},
		"useDefaultVpcCni: true":     {func(a *clusterArgs) { a.UseDefaultVpcCni = false }},
		"createOidcProvider: false":  {func(a *clusterArgs) { a.CreateOidcProvider = true }},
		"createInstanceRole: false":  {func(a *clusterArgs) { a.CreateInstanceRole = true }},
		"corednsAddonOptions: unset, or {enabled: false}": {
			func(a *clusterArgs) { a.CorednsAddonOptions = &addonOptions{} },
			func(a *clusterArgs) {
				a.CorednsAddonOptions = &addonOptions{Enabled: &no, ConfigurationValues: pulumi.Map{}}
			},
		},
		"kubeProxyAddonOptions: {enabled: false}": {
			func(a *clusterArgs) { a.KubeProxyAddonOptions = nil },
			func(a *clusterArgs) {
				a.KubeProxyAddonOptions = &addonOptions{Enabled: &no, Version: pulumi.String("v1")}
			},
		},
		"vpcId: given": {func(a *clusterArgs) { a.VpcID = nil }},
		"authenticationMode: API": {
			func(a *clusterArgs) { a.AuthenticationMode = nil }, func(a *clusterArgs) { a.AuthenticationMode = &configMap },
		},
	}
	for _, c := range Choices() {
		assert.Contains(t, cases, c.Keep, "no case for a choice")
	}
	for says, changes := range cases {
		for _, change := range changes {
			args := accepted()
			change(&args)
			r, err := register(t, args)
			require.ErrorContains(t, err, says+": the other choice is not simulated, which brings ")
			assert.Empty(t, r.made, "nothing is registered")
		}
	}
}

func TestWhatTheRealComponentRefusesIsRefused(t *testing.T) {
	t.Parallel()
	for says, change := range map[string]func(*clusterArgs){
		"subnetIds: give either these or": func(a *clusterArgs) { a.PrivateSubnetIDs = pulumi.ToStringArray([]string{"subnet-3"}) },
		"publicAccessCidrs can only be set when": func(a *clusterArgs) {
			a.EndpointPublicAccess, a.PublicAccessCidrs = pulumi.Bool(false), pulumi.ToStringArray([]string{"203.0.113.0/24"})
		},
	} {
		args := accepted()
		change(&args)
		r, err := register(t, args)
		require.ErrorContains(t, err, says)
		assert.NotContains(t, r.made, "c-eksCluster")
	}
}

// Every input that the package has is taken or refused by name, so that none is
// ever ignored; the same of an add-on's options.
func TestEveryInputOfThePackageIsTakenOrRefused(t *testing.T) {
	t.Parallel()
	known := slices.Concat(Inputs(), slices.Collect(maps.Keys(Refused())))
	assert.ElementsMatch(t, tagsOf[eks.ClusterArgs](), known)
	assert.ElementsMatch(t, tagsOf[eks.CoreDnsAddonOptionsArgs](), tagsOf[addonOptions]())
	assert.ElementsMatch(t, tagsOf[eks.KubeProxyAddonOptionsArgs](), tagsOf[addonOptions]())
	for input, refusal := range Refused() {
		assert.Contains(t, []Evidence{Seen, Schema, Source}, refusal.Evidence, input)
	}
}

// tagsOf lists the properties of an input type of the SDK, or of its element.
func tagsOf[T any]() []string {
	typ := reflect.TypeFor[T]()
	if input, ok := reflect.TypeAssert[pulumi.Input](reflect.Zero(typ)); ok {
		typ = input.ElementType()
	}
	for typ.Kind() == reflect.Pointer {
		typ = typ.Elem()
	}
	var out []string
	for _, field := range reflect.VisibleFields(typ) {
		out = append(out, field.Tag.Get("pulumi"))
	}
	return out
}

func TestTagsOfTheWholeComponentWin(t *testing.T) {
	t.Parallel()
	args := accepted()
	own := func(whose string) pulumi.StringMapInput {
		return pulumi.StringMap{"whose": pulumi.String(whose), "team": pulumi.String(whose)}
	}
	args.ClusterTags, args.ClusterSecurityGroupTags, args.NodeSecurityGroupTags = own("cluster"), own("group"), own("nodes")
	args.Tags = pulumi.StringMap{"team": pulumi.String("all")}
	r, err := register(t, args)
	require.NoError(t, err)
	for name, whose := range map[string]string{
		"c-eksCluster": "cluster", "c-eksClusterSecurityGroup": "group", "c-nodeSecurityGroup": "nodes",
	} {
		got := r.made[name].Inputs["tags"].ObjectValue()
		assert.Equal(t, "all", got["team"].StringValue(), name)
		assert.Equal(t, whose, got["whose"].StringValue(), name)
		assert.Equal(t, name, got["Name"].StringValue())
	}
	assert.Equal(t, map[string]any{"team": "all"}, r.made["c-eksRole-role"].Inputs["tags"].Mappable())
}

func TestServicesHaveAddressesOfOneFamily(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		services, family pulumi.StringPtrInput
		want             any
	}{
		"nothing unless asked":           {},
		"a range is of IPv4":             {services: pulumi.String("172.20.0.0/16"), want: map[string]any{"ipFamily": "ipv4", "serviceIpv4Cidr": "172.20.0.0/16"}},
		"a family":                       {family: pulumi.String("ipv6"), want: map[string]any{"ipFamily": "ipv6"}},
		"a range means nothing in IPv6":  {services: pulumi.String("172.20.0.0/16"), family: pulumi.String("ipv6"), want: map[string]any{"ipFamily": "ipv6"}},
		"a family may be told with both": {services: pulumi.String("172.20.0.0/16"), family: pulumi.String("ipv4"), want: map[string]any{"ipFamily": "ipv4", "serviceIpv4Cidr": "172.20.0.0/16"}},
	} {
		args := accepted()
		args.KubernetesServiceIPAddressRange, args.IPFamily = tt.services, tt.family
		r, err := register(t, args)
		require.NoError(t, err)
		assert.Equal(t, tt.want, r.made["c-eksCluster"].Inputs.Mappable()["kubernetesNetworkConfig"], name)
	}
}

// A name outlives a partition: the hash is that of the policy in the partition aws.
func TestThePolicysNameIsTheSameInEveryPartition(t *testing.T) {
	t.Parallel()
	r := &recorder{made: map[string]pulumi.MockResourceArgs{}}
	require.NoError(t, pulumi.RunErr(func(ctx *pulumi.Context) error {
		args := accepted()
		_, err := newCluster(ctx, "aws-cn", "c", &args, pulumi.Protect(false))
		return err
	}, pulumi.WithMocks("project", "stack", r)))
	assert.Equal(t, "arn:aws-cn:iam::aws:policy/AmazonEKSClusterPolicy", r.made["c-eksRole-4b490823"].Inputs["policyArn"].StringValue())
}

func TestTheRestOfThePackageIsRefused(t *testing.T) {
	t.Parallel()
	s := New(sim.New())
	for _, token := range []string{
		"Addon", "ClusterCreationRoleProvider", "ManagedNodeGroup", "NodeGroup", "NodeGroupSecurityGroup", "NodeGroupV2", "VpcCniAddon",
	} {
		_, err := s.Construct(t.Context(), &pulumirpc.ConstructRequest{Type: "eks:index:" + token})
		require.ErrorContains(t, err, "construct eks:index:"+token+": only eks:index:Cluster is simulated")
	}
	_, err := s.Call(t.Context(), &pulumirpc.CallRequest{Tok: "eks:index:Cluster/getKubeconfig"})
	require.ErrorContains(t, err, "Call not implemented")
}
