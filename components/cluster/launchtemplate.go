package cluster

import (
	"fmt"

	"github.com/pulumi/pulumi-aws/sdk/v7/go/aws/ec2"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"github.com/covetpy/platform/infra/tags"
)

// launchTemplate is how a group's nodes are launched, shared by its zones. A
// change of it makes a new version, and EKS then replaces the nodes a few at a
// time.
func (m *maker) launchTemplate(name string, g NodeGroup, groups *securityGroups) (*ec2.LaunchTemplate, error) {
	lt, err := ec2.NewLaunchTemplate(m.ctx, m.logical(name), &ec2.LaunchTemplateArgs{
		Name:                 pulumi.String(m.args.launchTemplateName(name)),
		Description:          pulumi.String("Nodes of group " + name + " of " + m.args.Name()),
		UpdateDefaultVersion: pulumi.Bool(true),
		VpcSecurityGroupIds:  pulumi.StringArray{groups.nodes.ID()},
		BlockDeviceMappings:  m.disks(g),
		// A session token is required and does not survive a hop, so that a pod
		// can't take on the node's identity (CIS EKS Benchmark, worker nodes; EKS
		// best practices, "Restrict access to the instance profile"). Pods have
		// identities of their own.
		MetadataOptions: ec2.LaunchTemplateMetadataOptionsArgs{
			HttpEndpoint:            pulumi.String("enabled"),
			HttpTokens:              pulumi.String("required"),
			HttpPutResponseHopLimit: pulumi.Int(1),
		},
		TagSpecifications: m.launchTags(name),
	}, m.child()...)
	if err != nil {
		return nil, fmt.Errorf("make launch template %q: %w", name, err)
	}
	return lt, nil
}

func (m *maker) disks(g NodeGroup) ec2.LaunchTemplateBlockDeviceMappingArray {
	var out ec2.LaunchTemplateBlockDeviceMappingArray
	for _, d := range g.disks() {
		out = append(out, ec2.LaunchTemplateBlockDeviceMappingArgs{
			DeviceName: pulumi.String(d.device),
			Ebs: ec2.LaunchTemplateBlockDeviceMappingEbsArgs{
				VolumeType:          pulumi.String("gp3"),
				VolumeSize:          pulumi.Int(d.gib),
				Encrypted:           pulumi.String("true"),
				KmsKeyId:            m.args.Keys.Volumes.ToStringOutput(),
				DeleteOnTermination: pulumi.String("true"),
			},
		})
	}
	return out
}

// launchTags are the environment's tags on what EC2 makes out of the template,
// which the provider's default tags do not reach.
func (m *maker) launchTags(name string) ec2.LaunchTemplateTagSpecificationArray {
	var out ec2.LaunchTemplateTagSpecificationArray
	for _, kind := range []string{"instance", "volume", "network-interface"} {
		out = append(out, ec2.LaunchTemplateTagSpecificationArgs{
			ResourceType: pulumi.String(kind),
			Tags:         tags.Input(m.args.Tags.With(map[string]string{"Name": m.args.Name() + "-" + name})),
		})
	}
	return out
}
