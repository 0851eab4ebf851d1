package cluster

import (
	"fmt"
	"maps"

	"github.com/pulumi/pulumi-aws/sdk/v7/go/aws/ec2"
	"github.com/pulumi/pulumi-aws/sdk/v7/go/aws/vpc"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"github.com/covetpy/platform/infra/tags"
)

// securityGroups are the two groups and their rules.
type securityGroups struct {
	controlPlane, nodes *ec2.SecurityGroup
	rules               []pulumi.Resource
}

func (m *maker) securityGroups() (*securityGroups, error) {
	plane, err := m.securityGroup(controlPlane, "What the API server may be called by and may call", nil)
	if err != nil {
		return nil, err
	}
	discovery := map[string]string{}
	if m.args.Karpenter != nil {
		discovery[tagDiscovery] = m.args.Name()
	}
	workers, err := m.securityGroup(nodes, "What nodes and pods may be called by and may call", discovery)
	if err != nil {
		return nil, err
	}
	m.c.NodeSecurityGroupID = workers.ID().ToStringOutput()
	g := &securityGroups{controlPlane: plane, nodes: workers}
	for _, r := range rules(installed(m.args.Addons.Optional), m.args.Webhooks) {
		res, err := m.rule(g, r)
		if err != nil {
			return nil, fmt.Errorf("make security-group rule %q: %w", r.name, err)
		}
		g.rules = append(g.rules, res)
	}
	return g, nil
}

// securityGroup makes a group without rules. Pulumi gives it its name: AWS
// refuses two of one name, and a change of the description makes a new group
// before the old one goes.
func (m *maker) securityGroup(g group, description string, more map[string]string) (*ec2.SecurityGroup, error) {
	named := map[string]string{"Name": m.args.Name() + "-" + string(g)}
	maps.Copy(named, more)
	sg, err := ec2.NewSecurityGroup(m.ctx, m.logical(string(g)), &ec2.SecurityGroupArgs{
		Description: pulumi.String(description),
		VpcId:       m.args.VPCID.ToStringOutput(),
		Tags:        tags.Input(named),
	}, m.child()...)
	if err != nil {
		return nil, fmt.Errorf("make security group %q: %w", g, err)
	}
	return sg, nil
}

func (m *maker) rule(g *securityGroups, r rule) (pulumi.Resource, error) {
	id := func(of group) pulumi.StringInput {
		if of == controlPlane {
			return g.controlPlane.ID()
		}
		return g.nodes.ID()
	}
	var cidr, referenced pulumi.StringPtrInput
	switch r.peer {
	case toAnywhere:
		cidr = pulumi.String("0.0.0.0/0")
	case toNetwork:
		cidr = pulumi.String(m.args.VPCCIDR.String())
	default:
		referenced = id(group(r.peer)).ToStringOutput()
	}
	if r.out {
		return vpc.NewSecurityGroupEgressRule(m.ctx, m.logical(r.name), &vpc.SecurityGroupEgressRuleArgs{
			SecurityGroupId: id(r.of), Description: pulumi.String(r.description), IpProtocol: pulumi.String(r.protocol),
			FromPort: pulumi.Int(r.from), ToPort: pulumi.Int(r.to), CidrIpv4: cidr, ReferencedSecurityGroupId: referenced,
		}, m.child()...)
	}
	return vpc.NewSecurityGroupIngressRule(m.ctx, m.logical(r.name), &vpc.SecurityGroupIngressRuleArgs{
		SecurityGroupId: id(r.of), Description: pulumi.String(r.description), IpProtocol: pulumi.String(r.protocol),
		FromPort: pulumi.Int(r.from), ToPort: pulumi.Int(r.to), CidrIpv4: cidr, ReferencedSecurityGroupId: referenced,
	}, m.child()...)
}
