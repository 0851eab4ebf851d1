package operations

import (
	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/policy/rule/want"
)

var autoscalingTags = rule.Rule{
	ID:    "operations-autoscaling-tags",
	Title: "Tags of autoscaling groups are passed to their instances",
	Why: "The provider's default tags do not reach what a group launches: without propagation, instances and their " +
		"cost belong to nobody, and rules that select by tag overlook them.",
	Fix:      "Set propagateAtLaunch of each tag to true.",
	Severity: rule.Low,
	Levels:   rule.Everywhere(rule.Advisory),
	Types:    []string{autoscalingGroup},
	Controls: recorded(),
	Since:    "0.3.0",
	Check: func(r *rule.Resource, rep *rule.Report) {
		for _, tag := range r.At("tags").Items() {
			want.Value(rep, tag.At("propagateAtLaunch"), "the tag stays with the group", tag.At("propagateAtLaunch").IsTrue())
		}
	},
}
