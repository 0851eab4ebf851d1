package edge

import (
	"fmt"
	"net/netip"

	"github.com/pulumi/pulumi-aws/sdk/v7/go/aws/lb"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
)

// Health checks: a pod that fails is out after 45 s, one that recovers is back
// after 30 s.
const (
	healthIntervalSeconds = 15
	healthTimeoutSeconds  = 5
	healthyAfter          = 2
	unhealthyAfter        = 3
)

// newTargets makes the target groups and rules of all routes.
func (b *build) newTargets(e *Edge) error {
	e.TargetGroups = map[string]TargetGroups{}
	for _, r := range b.services {
		arns, err := b.newRoute(partService, r)
		if err != nil {
			return err
		}
		e.TargetGroups[r.name] = TargetGroups{Blue: arns[0], Green: arns[1]}
	}
	e.MonitoringTargetGroups = map[MonitoringHost]pulumi.StringOutput{}
	for _, r := range b.consoles {
		arns, err := b.newRoute(partMonitoring, r)
		if err != nil {
			return err
		}
		e.MonitoringTargetGroups[MonitoringHost(r.name)] = arns[0]
	}
	return nil
}

// newRoute makes a route's target groups and the rule that forwards to them, and
// returns the groups' ARNs in the order of the targets.
func (b *build) newRoute(kind string, r route) ([]pulumi.StringOutput, error) {
	groups := make([]*lb.TargetGroup, len(r.targets))
	for i, t := range r.targets {
		group, err := b.newTargetGroup(kind, r, t)
		if err != nil {
			return nil, err
		}
		groups[i] = group
	}
	rule, err := lb.NewListenerRule(b.ctx, b.logical(kind, r.name), &lb.ListenerRuleArgs{
		ListenerArn: b.https.Arn,
		Priority:    pulumi.Int(r.priority),
		Conditions:  conditions(r.host, r.ranges),
		Actions:     lb.ListenerRuleActionArray{forward(r.targets, groups)},
		Tags:        b.named(r.name),
	}, b.own)
	if err != nil {
		return nil, fmt.Errorf("register rule of %s: %w", r.name, err)
	}
	arns := make([]pulumi.StringOutput, len(groups))
	for i, t := range r.targets {
		needs := append([]pulumi.Resource{rule}, b.podRules[t.port]...)
		arns[i] = text(pulumi.OutputWithDependencies(b.ctx.Context(), groups[i].Arn, needs...))
	}
	return arns, nil
}

func (b *build) newTargetGroup(kind string, r route, t target) (*lb.TargetGroup, error) {
	parts := t.parts(r.name)
	group, err := lb.NewTargetGroup(b.ctx, b.logical(append([]string{kind}, parts...)...), &lb.TargetGroupArgs{
		Name:       pulumi.String(b.args.targetGroupName(r.name, t)),
		VpcId:      b.args.VPCID.ToStringOutput(),
		TargetType: pulumi.String("ip"),
		// TLS ends at the load balancer; between it and the pods lies the network,
		// which no one else is in.
		Protocol:            pulumi.String("HTTP"),
		Port:                pulumi.Int(t.port),
		SlowStart:           pulumi.Int(t.slowStart),
		DeregistrationDelay: pulumi.Int(t.drain),
		HealthCheck: lb.TargetGroupHealthCheckArgs{
			Enabled: pulumi.Bool(true), Protocol: pulumi.String("HTTP"), Port: pulumi.String("traffic-port"),
			Path: pulumi.String(t.healthPath), Matcher: pulumi.String(t.matcher),
			Interval: pulumi.Int(healthIntervalSeconds), Timeout: pulumi.Int(healthTimeoutSeconds),
			HealthyThreshold: pulumi.Int(healthyAfter), UnhealthyThreshold: pulumi.Int(unhealthyAfter),
		},
		// A pod may go at any time, so none keeps what only its own clients need.
		Stickiness: lb.TargetGroupStickinessArgs{Type: pulumi.String("lb_cookie"), Enabled: pulumi.Bool(false)},
		Tags:       b.named(parts...),
	}, b.own)
	if err != nil {
		return nil, fmt.Errorf("register target group of %s: %w", r.name, err)
	}
	if err := b.watchGroup(kind, parts, group); err != nil {
		return nil, err
	}
	return group, nil
}

// conditions hold a rule to a host, and to ranges where there are any.
func conditions(host string, ranges []netip.Prefix) lb.ListenerRuleConditionArray {
	out := lb.ListenerRuleConditionArray{lb.ListenerRuleConditionArgs{
		HostHeader: lb.ListenerRuleConditionHostHeaderArgs{Values: pulumi.StringArray{pulumi.String(host)}},
	}}
	if len(ranges) == 0 {
		return out
	}
	values := make(pulumi.StringArray, len(ranges))
	for i, r := range ranges {
		values[i] = pulumi.String(r.String())
	}
	return append(out, lb.ListenerRuleConditionArgs{SourceIp: lb.ListenerRuleConditionSourceIpArgs{Values: values}})
}

// forward passes requests on by weight.
//
// The configuration owns the weights: there is no ignoreChanges on them. To
// ignore the two weights alone would go by their places in a list that the
// provider keeps as a set, so that after a refresh blue could get the weight of
// green; to ignore the actions as a whole would keep the rule on a target group
// that is being replaced. A delivery that shifts traffic step by step therefore
// ends by writing the weights that it arrived at into the configuration
// (docs/edge.md).
func forward(targets []target, groups []*lb.TargetGroup) lb.ListenerRuleActionArgs {
	action := lb.ListenerRuleActionArgs{Type: pulumi.String("forward")}
	if len(groups) == 1 {
		action.TargetGroupArn = groups[0].Arn
		return action
	}
	weighted := make(lb.ListenerRuleActionForwardTargetGroupArray, len(groups))
	for i, t := range targets {
		weighted[i] = lb.ListenerRuleActionForwardTargetGroupArgs{Arn: groups[i].Arn, Weight: pulumi.Int(t.weight)}
	}
	action.Forward = lb.ListenerRuleActionForwardArgs{
		TargetGroups: weighted,
		// A client that stuck to a colour would outlast the shift. ELB wants a
		// duration all the same.
		Stickiness: lb.ListenerRuleActionForwardStickinessArgs{Enabled: pulumi.Bool(false), Duration: pulumi.Int(1)},
	}
	return action
}

// text is an output of the SDK that is a string's: what was made from strings
// stays one, so the assertion holds.
func text(o pulumi.Output) pulumi.StringOutput {
	out, _ := o.(pulumi.StringOutput)
	return out
}
