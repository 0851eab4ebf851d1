package edge

import (
	"fmt"

	"github.com/pulumi/pulumi-aws/sdk/v7/go/aws/cloudwatch"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"github.com/covetpy/platform/components/edge/wafv2"
	"github.com/covetpy/platform/infra/loggroup"
	"github.com/covetpy/platform/infra/naming"
)

// firewall is what the rest has to know of it.
type firewall struct {
	arn pulumi.StringOutput
	// before is what has to stand before the first request is answered.
	before []pulumi.Resource
}

// newWAF puts a firewall in front of the load balancer.
func (b *build) newWAF() (firewall, error) {
	waf := b.args.WAF
	if waf == nil {
		return firewall{arn: pulumi.String("").ToStringOutput()}, nil
	}
	rules, err := wafv2.RuleJSON(wafRules(waf, waf.effective(b.args.AsOf)))
	if err != nil {
		return firewall{}, err
	}
	name := b.args.WebACLName()
	acl, err := wafv2.NewWebACL(b.ctx, b.logical(partWAF), &wafv2.WebACLArgs{
		Name:          pulumi.String(name),
		Description:   pulumi.String("What may reach the load balancer"),
		Scope:         pulumi.String("REGIONAL"),
		DefaultAction: wafv2.DefaultAction{Allow: &wafv2.Allowing{}},
		RuleJSON:      pulumi.String(rules),
		// Samples would show what the logs redact.
		VisibilityConfig: wafv2.VisibilityConfig{CloudwatchMetricsEnabled: true, MetricName: name, SampledRequestsEnabled: false},
		Tags:             b.named(partWAF),
	}, b.own)
	if err != nil {
		return firewall{}, fmt.Errorf("register web ACL: %w", err)
	}
	logs, err := b.newWAFLogs(acl)
	if err != nil {
		return firewall{}, err
	}
	// What is refused is on record from the first request on; the record is in
	// none of the association's inputs.
	association, err := wafv2.NewWebACLAssociation(b.ctx, b.logical(partWAF), &wafv2.WebACLAssociationArgs{
		ResourceArn: b.balancer.Arn,
		WebACLArn:   acl.Arn,
	}, b.own, pulumi.DependsOn([]pulumi.Resource{logs}))
	if err != nil {
		return firewall{}, fmt.Errorf("register association of the web ACL: %w", err)
	}
	return firewall{arn: acl.Arn, before: []pulumi.Resource{association}}, nil
}

// newWAFLogs records the requests that a rule had a say in.
func (b *build) newWAFLogs(acl *wafv2.WebACL) (pulumi.Resource, error) {
	name := b.args.WAFLogGroup()
	group, err := loggroup.New(b.ctx, b.logical(partWAF), loggroup.Args{
		Name: name, RetentionDays: b.args.WAF.LogRetentionDays, KeyARN: b.args.LogsKeyARN,
		Protect: b.args.Protect, Tags: b.named(partWAF),
	}, b.own)
	if err != nil {
		return nil, err
	}
	document, err := wafLogPolicy(b.args.Where, name).JSON()
	if err != nil {
		return nil, fmt.Errorf("write policy of the firewall's log: %w", err)
	}
	policy, err := cloudwatch.NewLogResourcePolicy(b.ctx, b.logical(partWAF), &cloudwatch.LogResourcePolicyArgs{
		PolicyName:     pulumi.String(b.args.Names.Name(naming.LogGroup, partEdge, partWAF)),
		PolicyDocument: pulumi.String(document),
	}, b.own)
	if err != nil {
		return nil, fmt.Errorf("register policy of the firewall's log: %w", err)
	}
	fields := make([]wafv2.RedactedField, 0, len(redacted()))
	for _, header := range redacted() {
		fields = append(fields, wafv2.RedactedField{SingleHeader: &wafv2.SingleHeader{Name: header}})
	}
	conditions := make([]wafv2.Condition, 0, len(logged()))
	for _, action := range logged() {
		conditions = append(conditions, wafv2.Condition{ActionCondition: &wafv2.ActionCondition{Action: action}})
	}
	// WAF tries to write when it is told where to, and the policy that lets it is
	// in none of its inputs.
	logs, err := wafv2.NewLoggingConfiguration(b.ctx, b.logical(partWAF), &wafv2.LoggingConfigurationArgs{
		ResourceArn:           acl.Arn,
		LogDestinationConfigs: pulumi.StringArray{group.Arn},
		RedactedFields:        fields,
		LoggingFilter: &wafv2.LoggingFilter{
			DefaultBehavior: "DROP",
			Filters:         []wafv2.Filter{{Behavior: "KEEP", Requirement: "MEETS_ANY", Conditions: conditions}},
		},
	}, b.own, pulumi.DependsOn([]pulumi.Resource{policy}))
	if err != nil {
		return nil, fmt.Errorf("register logging of the web ACL: %w", err)
	}
	return logs, nil
}
