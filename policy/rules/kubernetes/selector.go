package kubernetes

import (
	"github.com/covetpy/platform/policy/kube"
	"github.com/covetpy/platform/policy/rule"
)

var selector = rule.Rule{
	ID:    "kubernetes-selector",
	Title: "A workload selects the pods of its own template",
	Why: "The API server refuses a workload whose selector does not match its template, in the middle of an update; " +
		"the selector can't be changed afterwards.",
	Fix:      "Give the template every label of spec.selector.matchLabels, with the same value.",
	Severity: rule.Low,
	Levels:   rule.Everywhere(rule.Advisory),
	Types: []string{
		"kubernetes:apps/v1:DaemonSet", "kubernetes:apps/v1:Deployment",
		"kubernetes:apps/v1:ReplicaSet", "kubernetes:apps/v1:StatefulSet",
	},
	Controls: orderly(),
	Since:    since,
	Check: pods(func(p kube.Pod, rep *rule.Report) {
		wanted, labels := p.Resource.At("spec.selector.matchLabels"), p.Meta.At("labels")
		keys, known := wanted.Keys()
		if known == rule.Unknown {
			rep.Undecided(wanted)
		}
		for _, key := range keys {
			at, label := wanted.Field(key), labels.Field(key)
			rep.Require(equal(at, label), at, "the template's label is %s", label.Quote())
		}
	}),
}

// equal says whether two values are the same text.
func equal(a, b rule.Value) rule.Truth {
	left, leftKnown := a.Text()
	right, rightKnown := b.Text()
	if known := rule.And(leftKnown, rightKnown); known != rule.Yes {
		return known
	}
	return rule.Of(left == right)
}
