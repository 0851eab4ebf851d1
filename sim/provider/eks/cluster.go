package eks

import (
	"encoding/json"
	"fmt"

	"github.com/pulumi/pulumi-aws/sdk/v7/go/aws/ec2"
	awseks "github.com/pulumi/pulumi-aws/sdk/v7/go/aws/eks"
	"github.com/pulumi/pulumi-kubernetes/sdk/v4/go/kubernetes"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
)

// cluster is the component and its outputs, by the names of the Go SDK's type.
type cluster struct {
	pulumi.ResourceState

	partition string
	name      string
	args      *clusterArgs
	outputs   pulumi.Map
}

func newCluster(ctx *pulumi.Context, partition, name string, args *clusterArgs, opts pulumi.ResourceOption) (*cluster, error) {
	if err := args.validate(); err != nil {
		return nil, err
	}
	c := &cluster{partition: partition, name: name, args: args, outputs: pulumi.Map{}}
	if err := ctx.RegisterComponentResource(clusterToken, name, c, opts); err != nil {
		return nil, fmt.Errorf("register the component: %w", err)
	}
	if err := c.provision(ctx); err != nil {
		return nil, err
	}
	return c, ctx.RegisterResourceOutputs(c, c.outputs)
}

// provision registers the children in the order of the real component.
func (c *cluster) provision(ctx *pulumi.Context) error {
	role, err := c.serviceRole(ctx)
	if err != nil {
		return err
	}
	group, err := c.clusterGroup(ctx)
	if err != nil {
		return err
	}
	eks, err := c.controlPlane(ctx, role, group)
	if err != nil {
		return err
	}
	config := kubeconfig(eks)
	provider, err := kubernetes.NewProvider(ctx, c.name+"-eks-k8s", &kubernetes.ProviderArgs{Kubeconfig: config}, pulumi.Parent(c))
	if err != nil {
		return fmt.Errorf("register the Kubernetes provider: %w", err)
	}
	if err := c.nodeSecurityGroup(ctx, eks, group); err != nil {
		return err
	}
	c.outputs["eksCluster"] = eks
	c.outputs["kubeconfigJson"] = config
	c.outputs["kubeconfig"] = pulumi.JSONUnmarshal(config)
	c.outputs["core"] = c.core(eks, provider, role, group)
	for _, none := range []string{
		"autoModeNodeRoleName", "defaultNodeGroupAsgName", "fargateProfileId", "fargateProfileStatus",
		"oidcIssuer", "oidcProviderArn", "oidcProviderUrl",
	} {
		c.outputs[none] = pulumi.String("")
	}
	c.outputs["instanceRoles"] = pulumi.Array{}
	return nil
}

func (c *cluster) controlPlane(ctx *pulumi.Context, role *roleOf, group ec2.SecurityGroupInput) (*awseks.Cluster, error) {
	a := c.args
	args := &awseks.ClusterArgs{
		Name:                       a.Name,
		Version:                    a.Version,
		RoleArn:                    role.arn,
		EnabledClusterLogTypes:     a.EnabledClusterLogTypes,
		BootstrapSelfManagedAddons: a.BootstrapSelfManagedAddons,
		UpgradePolicy:              a.UpgradePolicy,
		AccessConfig: &awseks.ClusterAccessConfigArgs{
			AuthenticationMode:                      pulumi.StringPtrFromPtr(a.AuthenticationMode),
			BootstrapClusterCreatorAdminPermissions: pulumi.Bool(true),
		},
		Tags: tags(pulumi.StringMap{"Name": pulumi.String(c.name + "-eksCluster")}, a.Tags, a.ClusterTags),
	}
	if args.BootstrapSelfManagedAddons == nil {
		args.BootstrapSelfManagedAddons = pulumi.Bool(true)
	}
	vpc := &awseks.ClusterVpcConfigArgs{
		SubnetIds:             a.subnets(),
		EndpointPrivateAccess: a.EndpointPrivateAccess,
		EndpointPublicAccess:  a.EndpointPublicAccess,
		PublicAccessCidrs:     a.PublicAccessCidrs,
	}
	if group != nil {
		vpc.SecurityGroupIds = pulumi.StringArray{groupID(group)}
	}
	args.VpcConfig = vpc
	if a.EncryptionConfigKeyArn != nil {
		args.EncryptionConfig = &awseks.ClusterEncryptionConfigArgs{
			Provider:  &awseks.ClusterEncryptionConfigProviderArgs{KeyArn: a.EncryptionConfigKeyArn.ToStringPtrOutput().Elem()},
			Resources: pulumi.StringArray{pulumi.String("secrets")},
		}
	}
	if a.KubernetesServiceIPAddressRange != nil || a.IPFamily != nil {
		args.KubernetesNetworkConfig = &awseks.ClusterKubernetesNetworkConfigArgs{
			ServiceIpv4Cidr: a.KubernetesServiceIPAddressRange, IpFamily: a.IPFamily,
		}
	}
	// EKS checks the role's policies when it makes the cluster; no output of the
	// role carries them.
	eks, err := awseks.NewCluster(ctx, c.name+"-eksCluster", args, pulumi.Parent(c), pulumi.DependsOn(role.policies))
	if err != nil {
		return nil, fmt.Errorf("register the control plane: %w", err)
	}
	return eks, nil
}

// core is what the package hands to its node group components.
func (c *cluster) core(eks *awseks.Cluster, provider *kubernetes.Provider, role *roleOf, group ec2.SecurityGroupInput) pulumi.Map {
	core := pulumi.Map{
		"cluster":          eks,
		"endpoint":         eks.Endpoint,
		"provider":         provider,
		"kubeconfig":       c.outputs["kubeconfig"],
		"subnetIds":        c.args.subnets(),
		"vpcId":            c.args.VpcID,
		"clusterIamRole":   role.role,
		"instanceRoles":    pulumi.Array{},
		"nodeGroupOptions": pulumi.Map{},
	}
	if group != nil {
		core["clusterSecurityGroup"] = group
	}
	if c.args.Tags != nil {
		core["tags"] = c.args.Tags
	}
	return core
}

// kubeconfig is the text that leads kubectl to the cluster.
func kubeconfig(eks *awseks.Cluster) pulumi.StringOutput {
	ca := eks.CertificateAuthority.Data().Elem()
	return pulumi.All(eks.Name, eks.Endpoint, ca).ApplyT(func(v []any) (string, error) {
		name, _ := v[0].(string)
		endpoint, _ := v[1].(string)
		ca, _ := v[2].(string)
		raw, err := json.Marshal(kubeconfigOf(name, endpoint, ca))
		return string(raw), err
	}).(pulumi.StringOutput)
}
