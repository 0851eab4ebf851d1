package kubernetes

import (
	"github.com/covetpy/platform/policy/kube"
	"github.com/covetpy/platform/policy/rule"
)

var selectorTarget = rule.Rule{
	ID:    "kubernetes-selector-target",
	Title: "Every network policy and disruption budget selects pods that there are",
	Why: "A selector with a label that no pod has protects nothing and forbids nothing, and reads as if it did. It is what " +
		"is left when a workload is renamed.",
	Fix:      "Correct the selector to labels that the pods of the namespace carry, or delete the object.",
	Severity: rule.Low,
	Levels:   rule.Everywhere(rule.Advisory),
	Types:    append(kube.WorkloadTypes(), networkPolicyType, budgetType, kube.ReleaseType),
	Controls: orderly(),
	Since:    since,
	CheckStack: func(s *rule.Stack, rep *rule.Report) {
		for _, policy := range s.OfType(networkPolicyType) {
			requirePods(s, rep.On(policy), policy, policy.At("spec.podSelector"))
		}
		for _, budget := range s.OfType(budgetType) {
			requirePods(s, rep.On(budget), budget, budget.At("spec.selector"))
		}
	},
}

// requirePods demands that a selector takes pods of its object's namespace; one
// for all pods is well without any.
func requirePods(s *rule.Stack, rep *rule.Report, of *rule.Resource, selector rule.Value) {
	selects := kube.Exists(s, s.OfType(kube.WorkloadTypes()...), func(w *rule.Resource) rule.Truth {
		return rule.And(kube.SameNamespace(of, w), kube.Selects(selector, kube.PodLabels(w)))
	})
	rep.Require(rule.Or(kube.SelectsAll(selector), selects), selector, "no pods of its namespace have these labels")
}
