package eks

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"

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
		"autoModeNodeRoleName", "defaultNodeGroupAsgName", "fargateProfileId", "fargateProfileStatus", "oidcProviderArn",
	} {
		c.outputs[none] = pulumi.String("")
	}
	c.outputs["instanceRoles"] = pulumi.Array{}
	// EKS has an issuer whether or not IAM is told to trust it.
	issuer := eks.Identities.ApplyT(issuerOf).(pulumi.StringOutput)
	c.outputs["oidcProviderUrl"] = issuer
	c.outputs["oidcIssuer"] = issuer.ApplyT(func(url string) string { return strings.TrimPrefix(url, "https://") })
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
		Tags: tags(pulumi.StringMap{"Name": pulumi.String(c.name + "-eksCluster")}, a.ClusterTags, a.Tags),
	}
	if args.BootstrapSelfManagedAddons == nil {
		args.BootstrapSelfManagedAddons = pulumi.Bool(true)
	}
	vpc := &awseks.ClusterVpcConfigArgs{
		SubnetIds:             a.subnets(),
		EndpointPrivateAccess: a.EndpointPrivateAccess,
		EndpointPublicAccess:  a.EndpointPublicAccess,
		PublicAccessCidrs:     a.admitted(),
	}
	if group != nil {
		vpc.SecurityGroupIds = pulumi.StringArray{groupID(group)}
	}
	args.VpcConfig = vpc
	if a.EncryptionConfigKeyArn != nil {
		args.EncryptionConfig = encryption(a.EncryptionConfigKeyArn)
	}
	args.KubernetesNetworkConfig = a.network()
	// EKS checks the role's policies when it makes the cluster; no output of the
	// role carries them. The two properties that are ignored count when a cluster is
	// made: the component takes no later opinion on them, as it would replace it.
	eks, err := awseks.NewCluster(ctx, c.name+"-eksCluster", args, pulumi.Parent(c), pulumi.DependsOn(role.policies),
		pulumi.IgnoreChanges([]string{"accessConfig.bootstrapClusterCreatorAdminPermissions", "bootstrapSelfManagedAddons"}))
	if err != nil {
		return nil, fmt.Errorf("register the control plane: %w", err)
	}
	return eks, nil
}

// issuerOf is the URL under which the cluster vouches for its service accounts.
func issuerOf(identities []awseks.ClusterIdentity) string {
	for _, identity := range identities {
		for _, oidc := range identity.Oidcs {
			if oidc.Issuer != nil {
				return *oidc.Issuer
			}
		}
	}
	return ""
}

// encryption of Kubernetes' secrets, the only thing that EKS encrypts with a key.
func encryption(key pulumi.StringPtrInput) *awseks.ClusterEncryptionConfigArgs {
	return &awseks.ClusterEncryptionConfigArgs{
		Provider:  &awseks.ClusterEncryptionConfigProviderArgs{KeyArn: key.ToStringPtrOutput().Elem()},
		Resources: pulumi.StringArray{pulumi.String("secrets")},
	}
}

// core is what the package hands to its node group components.
func (c *cluster) core(eks *awseks.Cluster, provider *kubernetes.Provider, role *roleOf, group ec2.SecurityGroupInput) pulumi.Map {
	a := c.args
	groups := pulumi.Map{}
	core := pulumi.Map{
		"accessEntries":    pulumi.Array{},
		"cluster":          eks,
		"endpoint":         eks.Endpoint,
		"provider":         provider,
		"kubeconfig":       c.outputs["kubeconfig"],
		"subnetIds":        a.subnets(),
		"storageClasses":   pulumi.Map{},
		"vpcId":            a.VpcID,
		"clusterIamRole":   role.role,
		"instanceRoles":    pulumi.Array{},
		"nodeGroupOptions": groups,
	}
	if group != nil {
		core["clusterSecurityGroup"] = group
	}
	if a.EncryptionConfigKeyArn != nil {
		core["encryptionConfig"] = encryption(a.EncryptionConfigKeyArn)
	}
	if a.Version != nil {
		groups["version"] = a.Version
	}
	if nodes := c.outputs["nodeSecurityGroup"]; nodes != nil {
		groups["nodeSecurityGroup"], groups["clusterIngressRule"] = nodes, c.outputs["eksClusterIngressRule"]
	}
	for name, list := range map[string]pulumi.StringArrayInput{
		"privateSubnetIds": a.PrivateSubnetIDs, "publicSubnetIds": a.PublicSubnetIDs,
	} {
		if list != nil {
			core[name] = list
		}
	}
	for name, set := range map[string]pulumi.StringMapInput{"tags": a.Tags, "nodeSecurityGroupTags": a.NodeSecurityGroupTags} {
		if set != nil {
			core[name] = set
		}
	}
	return core
}

// kubeconfig is the text that leads kubectl to the cluster, in the region that
// the cluster's ARN names.
func kubeconfig(eks *awseks.Cluster) pulumi.StringOutput {
	ca := eks.CertificateAuthority.Data().Elem()
	return pulumi.All(eks.Name, eks.Endpoint, ca, eks.Arn).ApplyT(func(v []any) (string, error) {
		name, _ := v[0].(string)
		endpoint, _ := v[1].(string)
		ca, _ := v[2].(string)
		arn, _ := v[3].(string)
		parts := strings.Split(arn, ":")
		if len(parts) < 6 {
			return "", errors.New("write the kubeconfig: the cluster's ARN " + arn + " names no region")
		}
		raw, err := json.Marshal(kubeconfigOf(name, parts[3], endpoint, ca))
		return string(raw), err
	}).(pulumi.StringOutput)
}
