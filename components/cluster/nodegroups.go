package cluster

import (
	"fmt"
	"maps"
	"slices"

	"github.com/pulumi/pulumi-aws/sdk/v7/go/aws/autoscaling"
	"github.com/pulumi/pulumi-aws/sdk/v7/go/aws/ec2"
	"github.com/pulumi/pulumi-aws/sdk/v7/go/aws/eks"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"github.com/covetpy/platform/infra/identity"
)

// nodePolicies are what a node needs for itself: to ask for pods' identities,
// to pull images, and to be reached by Systems Manager in place of SSH. What it
// needs to join is in nodeDocument; the network plugin's permissions are the
// plugin's, not the node's.
func nodePolicies() []string {
	return []string{"AmazonEKSWorkerNodeMinimalPolicy", "AmazonEC2ContainerRegistryPullOnly", "AmazonSSMManagedInstanceCore"}
}

func (m *maker) nodeRole(name string) (*role, error) {
	return m.role(roleArgs{
		name:        name,
		description: "Nodes of " + m.args.Name(),
		trust:       identity.TrustPlainService("ec2.amazonaws.com"),
		managed:     nodePolicies(),
		own:         []policy{{name, m.args.nodeDocument()}},
	})
}

// nodeGroups makes each group once a zone: EKS can't change a group's subnets,
// so a group that spanned the zones would be replaced when one is added. EKS
// makes the groups' access entry itself.
func (m *maker) nodeGroups(groups *securityGroups, network []pulumi.Resource) ([]pulumi.Resource, error) {
	node, err := m.nodeRole(nodeRole)
	if err != nil {
		return nil, err
	}
	// A node takes its pod limit from the network plugin's settings when it comes
	// up, joins through the groups' rules, and pulls its first images with the
	// role's policies. No output of a node group's says any of it. The same order
	// backwards lets the nodes drain at the end.
	needs := slices.Concat(network, groups.rules, node.ready)
	var out []pulumi.Resource
	for _, name := range slices.Sorted(maps.Keys(m.args.NodeGroups)) {
		g := m.args.NodeGroups[name]
		lt, err := m.launchTemplate(name, g, groups)
		if err != nil {
			return nil, err
		}
		for _, subnet := range m.args.Subnets {
			res, err := m.nodeGroup(name+"-"+subnet.Letter, g, nodeGroupParts{node, lt, subnet, needs})
			if err != nil {
				return nil, err
			}
			out = append(out, res)
		}
	}
	return out, nil
}

// nodeGroupParts are what a zone's node group is put together from.
type nodeGroupParts struct {
	node   *role
	lt     *ec2.LaunchTemplate
	subnet Subnet
	needs  []pulumi.Resource
}

// nodeGroup makes a group in one zone. Pulumi gives it its physical name, as
// most changes replace it and EKS refuses two of one name.
func (m *maker) nodeGroup(name string, g NodeGroup, parts nodeGroupParts) (*eks.NodeGroup, error) {
	args := &eks.NodeGroupArgs{
		ClusterName:   m.c.Name,
		NodeRoleArn:   parts.node.Arn,
		SubnetIds:     pulumi.StringArray{parts.subnet.nodes()},
		Version:       pulumi.String(m.args.Version),
		AmiType:       pulumi.String(g.amiType()),
		CapacityType:  pulumi.String(g.Capacity.capacityType()),
		InstanceTypes: pulumi.ToStringArray(g.InstanceTypes),
		LaunchTemplate: eks.NodeGroupLaunchTemplateArgs{
			Id:      parts.lt.ID().ToStringOutput(),
			Version: pulumi.Sprintf("%d", parts.lt.LatestVersion),
		},
		ScalingConfig: eks.NodeGroupScalingConfigArgs{
			MinSize: pulumi.Int(g.MinPerZone), DesiredSize: pulumi.Int(g.DesiredPerZone), MaxSize: pulumi.Int(g.MaxPerZone),
		},
		UpdateConfig:     eks.NodeGroupUpdateConfigArgs{MaxUnavailablePercentage: pulumi.Int(g.MaxUnavailablePercent)},
		NodeRepairConfig: eks.NodeGroupNodeRepairConfigArgs{Enabled: pulumi.Bool(true)},
		Labels:           pulumi.ToStringMap(g.Labels),
		Taints:           taints(g.Taints),
	}
	if g.ReleaseVersion != "" {
		args.ReleaseVersion = pulumi.String(g.ReleaseVersion)
	}
	res, err := eks.NewNodeGroup(m.ctx, m.logical(name), args, m.child(
		pulumi.DependsOn(parts.needs),
		// After creation the number of nodes is an autoscaler's.
		pulumi.IgnoreChanges([]string{"scalingConfig.desiredSize"}),
	)...)
	if err != nil {
		return nil, fmt.Errorf("make node group %q: %w", name, err)
	}
	return res, m.tagAutoscalingGroup(name, res)
}

func taints(list []Taint) eks.NodeGroupTaintArray {
	var out eks.NodeGroupTaintArray
	for _, t := range list {
		taint := eks.NodeGroupTaintArgs{Key: pulumi.String(t.Key), Effect: pulumi.String(t.Effect.eks())}
		if t.Value != "" {
			taint.Value = pulumi.String(t.Value)
		}
		out = append(out, taint)
	}
	return out
}

// tagAutoscalingGroup puts the environment's tags on the group's autoscaling
// group, which EKS makes with tags of its own only. Instances have the tags
// from the launch template, so that they are not handed on.
func (m *maker) tagAutoscalingGroup(name string, ng *eks.NodeGroup) error {
	asg := ng.Resources.Index(pulumi.Int(0)).AutoscalingGroups().Index(pulumi.Int(0)).Name().Elem()
	values := m.args.Tags.Map()
	for _, key := range slices.Sorted(maps.Keys(values)) {
		_, err := autoscaling.NewTag(m.ctx, m.logical(name+"-"+key), &autoscaling.TagArgs{
			AutoscalingGroupName: asg,
			Tag: autoscaling.TagTagArgs{
				Key: pulumi.String(key), Value: pulumi.String(values[key]), PropagateAtLaunch: pulumi.Bool(false),
			},
		}, m.child()...)
		if err != nil {
			return fmt.Errorf("tag the autoscaling group of %q with %s: %w", name, key, err)
		}
	}
	return nil
}
