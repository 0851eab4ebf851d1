package database

import (
	"fmt"

	"github.com/pulumi/pulumi-aws/sdk/v7/go/aws/ec2"
	"github.com/pulumi/pulumi-aws/sdk/v7/go/aws/rds"
	"github.com/pulumi/pulumi-aws/sdk/v7/go/aws/vpc"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"github.com/covetpy/platform/infra/loggroup"
	"github.com/covetpy/platform/infra/tags"
)

// ground is what a cluster stands on in its region.
type ground struct {
	subnets       *rds.SubnetGroup
	securityGroup *ec2.SecurityGroup
	cluster       *rds.ClusterParameterGroup
	instance      *rds.ParameterGroup
	// needs have to stand before the cluster and are in none of its inputs.
	needs []pulumi.Resource
}

func (m *maker) newGround(s site) (*ground, error) {
	out := &ground{}
	var err error
	out.subnets, err = rds.NewSubnetGroup(m.ctx, m.logicalAt(s), &rds.SubnetGroupArgs{
		Name:        pulumi.String(s.clusterID),
		Description: pulumi.String("Data subnets of " + s.clusterID),
		SubnetIds:   inputs(s.subnetIDs),
		Tags:        tags.Named(s.clusterID),
	}, m.childAt(s)...)
	if err != nil {
		return nil, fmt.Errorf("register subnet group: %w", err)
	}
	if out.securityGroup, err = m.newSecurityGroup(s, partCluster, "Who may reach "+s.clusterID); err != nil {
		return nil, err
	}
	if err := m.newParameterGroups(s, out); err != nil {
		return nil, err
	}
	for _, log := range m.args.exports() {
		group, err := loggroup.New(m.ctx, m.logicalAt(s, log), loggroup.Args{
			Name: clusterLogGroup(s.clusterID, log), RetentionDays: m.args.LogRetentionDays, KeyARN: s.logsKey,
			Protect: m.args.Protect, Tags: tags.NamedWith(s.clusterID, tags.NotCovered(logsReason)),
		}, m.childAt(s)...)
		if err != nil {
			return nil, err
		}
		// A log that RDS writes before its group is there makes a group without key and
		// retention.
		out.needs = append(out.needs, group)
	}
	return out, nil
}

// logsReason is why a log group needs no backup.
const logsReason = "Logs, kept by CloudWatch for their retention"

func inputs(ids []pulumi.StringInput) pulumi.StringArray {
	out := make(pulumi.StringArray, len(ids))
	copy(out, ids)
	return out
}

// newParameterGroups makes the groups under names that the provider completes: a
// group's family can't be changed, and with a fixed name the new family's group
// could not be made while a cluster still uses the old one.
func (m *maker) newParameterGroups(s site, out *ground) error {
	var cluster rds.ClusterParameterGroupParameterArray
	for _, p := range clusterParameters(m.args.Parameters) {
		cluster = append(cluster, rds.ClusterParameterGroupParameterArgs{
			Name: pulumi.String(p.name), Value: pulumi.String(p.value), ApplyMethod: pulumi.String(p.apply()),
		})
	}
	var instance rds.ParameterGroupParameterArray
	for _, p := range instanceParameters() {
		instance = append(instance, rds.ParameterGroupParameterArgs{
			Name: pulumi.String(p.name), Value: pulumi.String(p.value), ApplyMethod: pulumi.String(p.apply()),
		})
	}
	var err error
	out.cluster, err = rds.NewClusterParameterGroup(m.ctx, m.logicalAt(s), &rds.ClusterParameterGroupArgs{
		NamePrefix:  pulumi.String(m.args.prefix(m.name, s.parts...)),
		Family:      pulumi.String(family(m.args.Version)),
		Description: pulumi.String("All instances of " + s.clusterID),
		Parameters:  cluster,
		Tags:        tags.Named(s.clusterID),
	}, m.childAt(s)...)
	if err != nil {
		return fmt.Errorf("register cluster parameter group: %w", err)
	}
	out.instance, err = rds.NewParameterGroup(m.ctx, m.logicalAt(s), &rds.ParameterGroupArgs{
		NamePrefix:  pulumi.String(m.args.prefix(m.name, s.parts...)),
		Family:      pulumi.String(family(m.args.Version)),
		Description: pulumi.String("Each instance of " + s.clusterID),
		Parameters:  instance,
		Tags:        tags.Named(s.clusterID),
	}, m.childAt(s)...)
	if err != nil {
		return fmt.Errorf("register parameter group: %w", err)
	}
	return nil
}

// newSecurityGroup makes a group without rules. Pulumi gives it its name: AWS
// refuses two of one name, and a change of the description makes a new group
// before the old one goes.
func (m *maker) newSecurityGroup(s site, part, description string) (*ec2.SecurityGroup, error) {
	sg, err := ec2.NewSecurityGroup(m.ctx, m.logicalAt(s, part), &ec2.SecurityGroupArgs{
		Description: pulumi.String(description),
		VpcId:       s.vpcID.ToStringOutput(),
		Tags:        tags.Named(s.clusterID + "-" + part),
	}, m.childAt(s)...)
	if err != nil {
		return nil, fmt.Errorf("register security group %q: %w", part, err)
	}
	return sg, nil
}

// newRules makes the rules of the first region, and the proxy's group with them.
// It returns that group's id, nil without a proxy.
func (m *maker) newRules(g *ground) (pulumi.StringInput, error) {
	groups := map[group]pulumi.StringInput{clusterGroup: g.securityGroup.ID().ToStringOutput()}
	var proxyID pulumi.StringInput
	if m.args.Proxy != nil {
		sg, err := m.newSecurityGroup(m.home(), partProxy, "Who may reach "+m.args.ProxyName(m.name))
		if err != nil {
			return nil, err
		}
		proxyID = sg.ID().ToStringOutput()
		groups[proxyGroup] = proxyID
	}
	peers := map[string]pulumi.StringInput{}
	for _, p := range m.args.Peers {
		peers[p.Name] = p.SecurityGroupID
	}
	for _, r := range rules(m.args.Peers, m.args.Proxy != nil) {
		other := groups[r.other]
		if r.peer != "" {
			other = peers[r.peer]
		}
		if err := m.newRule(r, groups[r.of], other); err != nil {
			return nil, fmt.Errorf("register security-group rule %q: %w", r.name, err)
		}
	}
	return proxyID, nil
}

func (m *maker) newRule(r rule, of, other pulumi.StringInput) error {
	name, description := m.logical(r.name), pulumi.String(r.description)
	if r.out {
		_, err := vpc.NewSecurityGroupEgressRule(m.ctx, name, &vpc.SecurityGroupEgressRuleArgs{
			SecurityGroupId: of, Description: description, IpProtocol: pulumi.String("tcp"),
			FromPort: pulumi.Int(Port), ToPort: pulumi.Int(Port), ReferencedSecurityGroupId: other.ToStringOutput(),
		}, m.child()...)
		return err
	}
	_, err := vpc.NewSecurityGroupIngressRule(m.ctx, name, &vpc.SecurityGroupIngressRuleArgs{
		SecurityGroupId: of, Description: description, IpProtocol: pulumi.String("tcp"),
		FromPort: pulumi.Int(Port), ToPort: pulumi.Int(Port), ReferencedSecurityGroupId: other.ToStringOutput(),
	}, m.child()...)
	return err
}
