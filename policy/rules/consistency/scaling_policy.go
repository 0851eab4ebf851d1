package consistency

import "github.com/covetpy/platform/policy/rule"

const (
	scalingTarget    = "aws:appautoscaling/target:Target"
	scalingPolicy    = "aws:appautoscaling/policy:Policy"
	scheduledScaling = "aws:appautoscaling/scheduledAction:ScheduledAction"
)

var scalingHasPolicy = rule.Rule{
	ID:    "consistency-scaling-policy",
	Title: "What may scale has a policy by which it does",
	Why: "A target says between which bounds a service, a table or a database's readers may grow. Without a policy or a " +
		"schedule nothing ever changes their number: the load comes, and the most that was planned for is never reached.",
	Fix:        "Add an aws.appautoscaling.Policy (or ScheduledAction) with the target's resourceId, or take the target away.",
	Severity:   rule.Low,
	Levels:     rule.Everywhere(rule.Advisory),
	Types:      []string{scalingTarget, scalingPolicy, scheduledScaling},
	Controls:   configured(rule.NIST.IDs("SC-5(2)")...),
	Since:      since,
	CheckStack: checkScalingPolicies,
}

func checkScalingPolicies(s *rule.Stack, rep *rule.Report) {
	for _, target := range s.OfType(scalingTarget) {
		has := s.Any([]string{scalingPolicy, scheduledScaling}, "resourceId", target, "resourceId")
		rep.On(target).Require(has, target.At("resourceId"), "no policy or schedule of the stack changes its number")
	}
}
