package operations

import "github.com/covetpy/platform/policy/rule"

var autoscalingTypes = rule.Rule{
	ID:    "operations-autoscaling-types",
	Title: "Autoscaling groups may launch more than one type of instance",
	Why: "A zone runs out of one type at a time, most of all when another zone has failed: a group that knows only " +
		"that type stays small when it has to grow.",
	Fix:      "Give mixedInstancesPolicy.launchTemplate.overrides two instance types at least, or instance requirements.",
	Severity: rule.Low,
	Levels:   rule.Everywhere(rule.Advisory),
	Types:    []string{autoscalingGroup},
	Controls: available(rule.FSBP.IDs("AutoScaling.6")...),
	Since:    "0.3.0",
	Check: func(r *rule.Resource, rep *rule.Report) {
		overrides := r.At("mixedInstancesPolicy.launchTemplate.overrides")
		rep.Require(severalTypes(overrides), overrides, "the group knows one type of instance")
	},
}

// severalTypes says whether overrides name two types at least, or leave the type to
// requirements.
func severalTypes(overrides rule.Value) rule.Truth {
	answers := []rule.Truth{rule.No}
	var first string
	for _, item := range overrides.Items() {
		answers = append(answers, item.At("instanceRequirements").Present())
		kind := item.At("instanceType")
		if first == "" {
			first, _ = kind.Text()
		}
		answers = append(answers, kind.Holds(func(text string) bool { return text != first }))
	}
	return rule.Or(answers...)
}
