package eks

import (
	"crypto/sha1" //nolint:gosec // a name, as the real component makes it
	"encoding/hex"
	"fmt"

	"github.com/pulumi/pulumi-aws/sdk/v7/go/aws/ec2"
	awseks "github.com/pulumi/pulumi-aws/sdk/v7/go/aws/eks"
	"github.com/pulumi/pulumi-aws/sdk/v7/go/aws/iam"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
)

// trust lets the control plane assume its role.
const trust = `{"Version":"2012-10-17","Statement":[{"Action":["sts:AssumeRole","sts:TagSession"],"Effect":"Allow","Principal":{"Service":["eks.amazonaws.com"]}}]}`

// roleOf is the control plane's role, supplied or made.
type roleOf struct {
	role     iam.RoleInput
	arn      pulumi.StringOutput
	policies []pulumi.Resource
}

// serviceRole is the role that was supplied, or a component with one in it.
func (c *cluster) serviceRole(ctx *pulumi.Context) (*roleOf, error) {
	if given := c.args.ServiceRole; given != nil {
		return &roleOf{role: *given, arn: given.Arn()}, nil
	}
	var component pulumi.ResourceState
	name := c.name + "-eksRole"
	if err := ctx.RegisterComponentResource("eks:index:ServiceRole", name, &component, pulumi.Parent(c)); err != nil {
		return nil, fmt.Errorf("register the service role: %w", err)
	}
	role, err := iam.NewRole(ctx, name+"-role", &iam.RoleArgs{
		Description:      pulumi.String("Allows EKS to manage clusters on your behalf."),
		AssumeRolePolicy: pulumi.String(trust),
		Tags:             c.args.Tags,
	}, pulumi.Parent(&component))
	if err != nil {
		return nil, fmt.Errorf("register the service role: %w", err)
	}
	attachment, err := iam.NewRolePolicyAttachment(ctx, name+"-"+hash("arn:aws:"+managed), &iam.RolePolicyAttachmentArgs{
		PolicyArn: pulumi.String("arn:" + c.partition + ":" + managed),
		Role:      role.Name,
	}, pulumi.Parent(&component))
	if err != nil {
		return nil, fmt.Errorf("attach the policy of the service role: %w", err)
	}
	if err := ctx.RegisterResourceOutputs(&component, pulumi.Map{"role": role}); err != nil {
		return nil, fmt.Errorf("register the service role: %w", err)
	}
	return &roleOf{role: role, arn: role.Arn, policies: []pulumi.Resource{attachment}}, nil
}

// managed is the policy of the control plane's role, an ARN without its partition.
const managed = "iam::aws:policy/AmazonEKSClusterPolicy"

// hash ends the name of a policy's attachment. The ARN that goes in has the
// partition aws everywhere, so that a name is the same in all of them.
func hash(arn string) string {
	sum := sha1.Sum([]byte(arn)) //nolint:gosec // a name, not a secret
	return hex.EncodeToString(sum[:])[:8]
}

// clusterGroup is the control plane's additional security group: supplied, made,
// or none when the defaults are skipped.
func (c *cluster) clusterGroup(ctx *pulumi.Context) (ec2.SecurityGroupInput, error) {
	if c.args.ClusterSecurityGroup != nil {
		return *c.args.ClusterSecurityGroup, nil
	}
	if c.args.SkipDefaultSecurityGroups {
		return nil, nil //nolint:nilnil // none is one of the three answers
	}
	name := c.name + "-eksClusterSecurityGroup"
	group, err := ec2.NewSecurityGroup(ctx, name, &ec2.SecurityGroupArgs{
		VpcId:               c.args.VpcID.ToStringOutput(),
		RevokeRulesOnDelete: pulumi.Bool(true),
		Tags:                tags(pulumi.StringMap{"Name": pulumi.String(name)}, c.args.ClusterSecurityGroupTags, c.args.Tags),
	}, pulumi.Parent(c))
	if err != nil {
		return nil, fmt.Errorf("register the cluster's security group: %w", err)
	}
	return group, c.rule(ctx, "eksClusterInternetEgressRule", rule{says: internet, on: group.ID(), egress: true, protocol: "-1"})
}

// nodeSecurityGroup is the security group of nodes and the ways between it and the
// control plane; with the defaults skipped EKS's own group stands for both.
func (c *cluster) nodeSecurityGroup(ctx *pulumi.Context, eks *awseks.Cluster, cluster ec2.SecurityGroupInput) error {
	own := eks.VpcConfig.ClusterSecurityGroupId().Elem()
	if cluster == nil {
		c.outputs["clusterSecurityGroupId"], c.outputs["nodeSecurityGroupId"] = own, own
		c.outputs["clusterIngressRuleId"] = pulumi.String("")
		return nil
	}
	clusterID := groupID(cluster)
	c.outputs["clusterSecurityGroup"], c.outputs["clusterSecurityGroupId"] = cluster, clusterID
	if c.args.SkipDefaultSecurityGroups {
		c.outputs["nodeSecurityGroupId"], c.outputs["clusterIngressRuleId"] = own, pulumi.String("")
		return nil
	}
	name := c.name + "-nodeSecurityGroup"
	owned := eks.Name.ApplyT(func(cluster string) map[string]string {
		return map[string]string{"Name": name, "kubernetes.io/cluster/" + cluster: "owned"}
	}).(pulumi.StringMapOutput)
	group, err := ec2.NewSecurityGroup(ctx, name, &ec2.SecurityGroupArgs{
		VpcId:               c.args.VpcID.ToStringOutput(),
		RevokeRulesOnDelete: pulumi.Bool(true),
		Tags:                tags(owned, c.args.NodeSecurityGroupTags, c.args.Tags),
	}, pulumi.Parent(c))
	if err != nil {
		return fmt.Errorf("register the nodes' security group: %w", err)
	}
	c.outputs["nodeSecurityGroup"], c.outputs["nodeSecurityGroupId"] = group, group.ID()
	nodes := group.ID()
	for _, r := range []struct {
		name string
		rule
	}{
		{"eksNodeIngressRule", rule{says: "Allow nodes to communicate with each other", on: nodes, self: true, protocol: "-1"}},
		{"eksNodeClusterIngressRule", rule{
			says: "Allow worker Kubelets and pods to receive communication from the cluster control plane",
			on:   nodes, from: clusterID, protocol: "tcp", first: 1025, last: 65535,
		}},
		{"eksExtApiServerClusterIngressRule", rule{
			says: "Allow pods running extension API servers on port 443 to receive communication from cluster control plane",
			on:   nodes, from: clusterID, protocol: "tcp", first: 443, last: 443,
		}},
		{"eksNodeInternetEgressRule", rule{says: internet, on: nodes, egress: true, protocol: "-1"}},
		{"eksClusterIngressRule", rule{
			says: "Allow pods to communicate with the cluster API Server",
			on:   clusterID, from: nodes, protocol: "tcp", first: 443, last: 443,
		}},
	} {
		if err := c.rule(ctx, r.name, r.rule); err != nil {
			return err
		}
	}
	return nil
}

func groupID(group ec2.SecurityGroupInput) pulumi.IDOutput {
	return group.ToSecurityGroupOutput().ApplyT(func(g *ec2.SecurityGroup) pulumi.IDOutput { return g.ID() }).(pulumi.IDOutput)
}

// internet is how the component describes a way out to everywhere.
const internet = "Allow internet access."

// rule is one security group rule as the component writes them: to everywhere,
// from itself, or from another group.
type rule struct {
	says         string // the description
	on, from     pulumi.IDOutput
	egress, self bool
	protocol     string
	first, last  int
}

func (c *cluster) rule(ctx *pulumi.Context, name string, r rule) error {
	args := &ec2.SecurityGroupRuleArgs{
		SecurityGroupId: r.on,
		Description:     pulumi.String(r.says),
		Type:            pulumi.String("ingress"),
		Protocol:        pulumi.String(r.protocol),
		FromPort:        pulumi.Int(r.first),
		ToPort:          pulumi.Int(r.last),
	}
	switch {
	case r.egress:
		args.Type, args.CidrBlocks = pulumi.String("egress"), pulumi.StringArray{pulumi.String("0.0.0.0/0")}
	case r.self:
		args.Self = pulumi.Bool(true)
	default:
		args.SourceSecurityGroupId = r.from
	}
	made, err := ec2.NewSecurityGroupRule(ctx, c.name+"-"+name, args, pulumi.Parent(c))
	if err != nil {
		return fmt.Errorf("register security group rule %q: %w", name, err)
	}
	if name == "eksClusterIngressRule" {
		c.outputs["eksClusterIngressRule"], c.outputs["clusterIngressRuleId"] = made, made.SecurityGroupRuleId
	}
	return nil
}
