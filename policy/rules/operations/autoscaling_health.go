package operations

import "github.com/covetpy/platform/policy/rule"

const autoscalingGroup = "aws:autoscaling/group:Group"

var autoscalingHealth = rule.Rule{
	ID:    "operations-autoscaling-health",
	Title: "Autoscaling groups behind a load balancer replace what the balancer finds ill",
	Why: "EC2's own check sees a machine that runs, not a service that answers: an instance that hangs stays in " +
		"the group, counts as capacity, and gets nothing to do.",
	Fix: "Set healthCheckType to ELB where the group has target groups or load balancers, in itself or by an " +
		"attachment.",
	Severity: rule.Low,
	Levels:   rule.Everywhere(rule.Advisory),
	Types: []string{
		autoscalingGroup,
		"aws:autoscaling/attachment:Attachment",
		"aws:autoscaling/trafficSourceAttachment:TrafficSourceAttachment",
	},
	Controls:   available(rule.FSBP.IDs("AutoScaling.1")...),
	Since:      "0.3.0",
	CheckStack: checkHealth,
}

func checkHealth(s *rule.Stack, rep *rule.Report) {
	attachments := []string{"aws:autoscaling/attachment:Attachment", "aws:autoscaling/trafficSourceAttachment:TrafficSourceAttachment"}
	for _, group := range s.OfType(autoscalingGroup) {
		behind := s.Any(attachments, "autoscalingGroupName", group, "name", "id")
		for _, path := range []string{"targetGroupArns", "loadBalancers", "trafficSources"} {
			for _, source := range group.At(path).Items() {
				behind = rule.Or(behind, source.Present())
			}
		}
		check := group.At("healthCheckType")
		rep.On(group).Require(rule.Or(rule.Not(behind), check.Is("ELB")), check, "the check is %s, and a balancer stands before the group", check.Quote())
	}
}
