package eks

import (
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
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
	assert.Contains(t, r.made["c-eks-k8s"].Inputs["kubeconfig"].StringValue(), `"--cluster-name","physical"`)
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
	require.ErrorContains(t, onlySimulated(pulumi.Map{"fargate": pulumi.Bool(true), "name": pulumi.String("c")}), `input "fargate" is not simulated`)
	for says, change := range map[string]func(*clusterArgs){
		"skipDefaultNodeGroup":          func(a *clusterArgs) { a.SkipDefaultNodeGroup = false },
		"useDefaultVpcCni":              func(a *clusterArgs) { a.UseDefaultVpcCni = false },
		"createOidcProvider":            func(a *clusterArgs) { a.CreateOidcProvider = true },
		"createInstanceRole":            func(a *clusterArgs) { a.CreateInstanceRole = true },
		"corednsAddonOptions.enabled":   func(a *clusterArgs) { a.CorednsAddonOptions = nil },
		"kubeProxyAddonOptions.enabled": func(a *clusterArgs) { a.KubeProxyAddonOptions = nil },
		"vpcId":                         func(a *clusterArgs) { a.VpcID = nil },
		"authenticationMode":            func(a *clusterArgs) { a.AuthenticationMode = nil },
	} {
		args := accepted()
		change(&args)
		r, err := register(t, args)
		require.ErrorContains(t, err, says)
		assert.Empty(t, r.made, "nothing is registered")
	}
}
