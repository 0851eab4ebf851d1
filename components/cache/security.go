package cache

import (
	"fmt"

	"github.com/pulumi/pulumi-aws/sdk/v7/go/aws/ec2"
	"github.com/pulumi/pulumi-aws/sdk/v7/go/aws/vpc"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
)

// newSecurityGroup makes the cache's group and a rule for each peer. Nothing
// leaves a cache, so it has no rule for the way out; what a peer may reach is in
// the peer's own group. Pulumi names it, as a group can't be renamed in place.
func (b *build) newSecurityGroup() ([]pulumi.Resource, error) {
	group, err := ec2.NewSecurityGroup(b.ctx, b.logical(), &ec2.SecurityGroupArgs{
		VpcId:       b.args.VPCID.ToStringOutput(),
		Description: pulumi.String("Who may connect to the cache " + b.args.Name),
		Tags:        b.named(),
	}, b.child()...)
	if err != nil {
		return nil, fmt.Errorf("register security group: %w", err)
	}
	b.cache.SecurityGroupID = group.ID().ToStringOutput()
	var open []pulumi.Resource
	for _, peer := range b.args.Peers {
		for _, p := range b.args.ports() {
			parts := []string{partIngress, peer.Name}
			if p.part != "" {
				parts = append(parts, p.part)
			}
			rule, err := vpc.NewSecurityGroupIngressRule(b.ctx, b.logical(parts...), &vpc.SecurityGroupIngressRuleArgs{
				SecurityGroupId:           group.ID(),
				Description:               pulumi.String(peer.Name + " connect to " + p.what),
				IpProtocol:                pulumi.String("tcp"),
				FromPort:                  pulumi.Int(p.number),
				ToPort:                    pulumi.Int(p.number),
				ReferencedSecurityGroupId: peer.SecurityGroupID.ToStringOutput(),
				Tags:                      b.named(parts...),
			}, b.child()...)
			if err != nil {
				return nil, fmt.Errorf("register rule for %s: %w", peer.Name, err)
			}
			open = append(open, rule)
		}
	}
	return open, nil
}
