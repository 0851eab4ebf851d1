package kubernetes

import (
	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/policy/rule/want"
)

var disruptionUnhealthy = rule.Rule{
	ID:    "kubernetes-disruption-unhealthy",
	Title: "Disruption budgets let pods go that are not ready",
	Why: "By default a pod that is broken counts as one that may not be evicted: a deployment that crashes keeps every " +
		"node that it is on from being drained, for as long as it crashes.",
	Fix:      "Set spec.unhealthyPodEvictionPolicy to AlwaysAllow.",
	Severity: rule.Low,
	Levels:   rule.Everywhere(rule.Advisory),
	Types:    []string{budgetType},
	Controls: available(rule.AWSWA.IDs("REL10-BP01")...),
	Since:    since,
	Check:    want.OneOf("spec.unhealthyPodEvictionPolicy", "broken pods keep nodes from being drained", "AlwaysAllow"),
}
