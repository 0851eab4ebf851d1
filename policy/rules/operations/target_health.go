package operations

import (
	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/policy/rule/want"
)

var targetHealth = rule.Rule{
	ID:    "operations-target-health",
	Title: "Target groups say how a healthy target answers",
	Why: "The default asks for / and takes 200: a service that answers nothing there is taken out while it works, " +
		"and one that answers anything there stays in while it is broken.",
	Fix:      "Describe healthCheck: for HTTP with the path that says whether the service can serve.",
	Severity: rule.Low,
	Levels:   rule.Everywhere(rule.Advisory),
	Types:    []string{"aws:lb/targetGroup:TargetGroup"},
	Controls: available(),
	Since:    since,
	Check: want.When(func(r *rule.Resource) rule.Truth { return rule.Not(r.At("targetType").Is("lambda")) }, "targetType", want.All(
		want.Truthful("healthCheck", "no health check is described", func(v rule.Value) rule.Truth { return rule.Not(v.Empty()) }),
		want.TrueOrUnset("healthCheck.enabled", "targets are not checked"),
	)),
}
