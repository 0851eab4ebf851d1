package network

import (
	"fmt"
	"maps"
	"slices"

	"github.com/pulumi/pulumi-aws/sdk/v7/go/aws/cloudwatch"
	"github.com/pulumi/pulumi-aws/sdk/v7/go/aws/route53"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"github.com/covetpy/platform/infra/naming"
)

// associationPriority is where the rules stand among those of other groups that
// Firewall Manager may add: the first that Resolver takes (API reference,
// AssociateFirewallRuleGroup).
const associationPriority = 101

// newDNSFirewall filters lookups by the AWS-managed lists and records them all.
func (b *build) newDNSFirewall() error {
	if b.args.DNSFirewall == nil {
		return nil
	}
	if err := b.newFirewallRules(); err != nil {
		return err
	}
	return b.newQueryLog()
}

func (b *build) newFirewallRules() error {
	firewall := b.args.DNSFirewall
	group, err := route53.NewResolverFirewallRuleGroup(b.ctx, b.logical(partDNSFirewall), &route53.ResolverFirewallRuleGroupArgs{
		Name: pulumi.String(b.args.Names.Name(naming.Resolver, partDNSFirewall)),
		Tags: b.named(partDNSFirewall),
	}, b.own)
	if err != nil {
		return fmt.Errorf("register DNS firewall: %w", err)
	}
	for _, list := range slices.Sorted(maps.Keys(firewall.Lists)) {
		args := &route53.ResolverFirewallRuleArgs{
			Name:                 pulumi.String(b.args.Names.Name(naming.Resolver, partDNSFirewall, string(list))),
			FirewallRuleGroupId:  group.ID(),
			FirewallDomainListId: pulumi.String(firewall.Lists[list]),
			Priority:             pulumi.Int(priorities[list]),
			Action:               pulumi.String(string(firewall.Action)),
		}
		if firewall.Action == FirewallBlock {
			args.BlockResponse = pulumi.String("NODATA")
		}
		// A group can't hold two rules of one priority, not even for a moment.
		_, err := route53.NewResolverFirewallRule(b.ctx, b.logical(partDNSFirewall, string(list)), args, b.own, pulumi.DeleteBeforeReplace(true))
		if err != nil {
			return fmt.Errorf("register DNS firewall rule %s: %w", list, err)
		}
	}
	// Nor can a VPC hold two groups of one priority.
	_, err = route53.NewResolverFirewallRuleGroupAssociation(b.ctx, b.logical(partDNSFirewall), &route53.ResolverFirewallRuleGroupAssociationArgs{
		Name:                pulumi.String(b.args.Names.Name(naming.Resolver, partDNSFirewall)),
		FirewallRuleGroupId: group.ID(),
		VpcId:               b.vpc.ID(),
		Priority:            pulumi.Int(associationPriority),
		MutationProtection:  pulumi.String(mutationProtection(b.args.Protect)),
		Tags:                b.named(partDNSFirewall),
	}, b.own, pulumi.DeleteBeforeReplace(true))
	if err != nil {
		return fmt.Errorf("register association of the DNS firewall: %w", err)
	}
	return nil
}

func mutationProtection(on bool) string {
	if on {
		return "ENABLED"
	}
	return "DISABLED"
}

func (b *build) newQueryLog() error {
	firewall := b.args.DNSFirewall
	group, err := b.newLogGroup(partDNSQueries, firewall.QueryLogRetentionDays, firewall.KeyARN)
	if err != nil {
		return err
	}
	document, err := queryLogPolicy(b.args.Where, b.args.logGroup(partDNSQueries)).JSON()
	if err != nil {
		return fmt.Errorf("write policy of the query log: %w", err)
	}
	policy, err := cloudwatch.NewLogResourcePolicy(b.ctx, b.logical(partDNSQueries), &cloudwatch.LogResourcePolicyArgs{
		PolicyName:     pulumi.String(b.args.Names.Name(naming.LogGroup, partDNSQueries)),
		PolicyDocument: pulumi.String(document),
	}, b.own)
	if err != nil {
		return fmt.Errorf("register policy of the query log: %w", err)
	}
	// Resolver tries to write when it is told where to, and the policy that
	// lets it is in none of its inputs.
	config, err := route53.NewResolverQueryLogConfig(b.ctx, b.logical(partDNSQueries), &route53.ResolverQueryLogConfigArgs{
		Name:           pulumi.String(b.args.Names.Name(naming.Resolver, partDNSQueries)),
		DestinationArn: group.Arn,
		Tags:           b.named(partDNSQueries),
	}, b.own, pulumi.DependsOn([]pulumi.Resource{policy}))
	if err != nil {
		return fmt.Errorf("register query log: %w", err)
	}
	_, err = route53.NewResolverQueryLogConfigAssociation(b.ctx, b.logical(partDNSQueries), &route53.ResolverQueryLogConfigAssociationArgs{
		ResolverQueryLogConfigId: config.ID(),
		ResourceId:               b.vpc.ID(),
	}, b.own)
	if err != nil {
		return fmt.Errorf("register association of the query log: %w", err)
	}
	return nil
}
