package kubernetes

import (
	"github.com/covetpy/platform/policy/kube"
	"github.com/covetpy/platform/policy/rule"
)

var disruptionRoom = rule.Rule{
	ID:    "kubernetes-disruption-room",
	Title: "Every workload of several pods has one disruption budget, and it leaves room",
	Why: "Without a budget, draining nodes may evict all pods at once. With one that needs as many pods as there are, none " +
		"is ever evicted and the drain hangs; with two, every eviction is refused.",
	Fix: "Add one PodDisruptionBudget that selects the pods, with maxUnavailable 1 or a share, or minAvailable below the " +
		"replicas, or the autoscaler's minimum.",
	Severity:   rule.Medium,
	Levels:     rule.Levels{Dev: rule.Advisory, Staging: rule.Mandatory, Prod: rule.Mandatory},
	Types:      append(kube.Scalers(), kube.Deployment, kube.StatefulSet, budgetType),
	Controls:   available(rule.AWSWA.IDs("REL10-BP01")...),
	Since:      since,
	CheckStack: checkDisruptionRoom,
}

func checkDisruptionRoom(s *rule.Stack, rep *rule.Report) {
	for _, w := range s.OfType(kube.Deployment, kube.StatefulSet) {
		budgets, all := budgetsOf(s, w)
		if len(budgets) > 1 {
			rep.On(w).Fail(kube.PodLabels(w), "more than one disruption budget selects the pods, so every eviction is refused")
			continue
		}
		pods, known := kube.LeastPods(s, w)
		switch {
		case known != rule.Yes:
			rep.On(w).Undecided(w.At("spec.replicas"))
		case pods == 0:
		case len(budgets) == 1:
			requireRoom(rep.On(budgets[0]), budgets[0], pods)
		case all == rule.Unknown:
			rep.On(w).Undecided(kube.PodLabels(w))
		case pods > 1:
			rep.On(w).Fail(kube.PodLabels(w), "no disruption budget of its namespace selects the pods")
		}
	}
}

// budgetsOf lists the disruption budgets that select a workload's pods. All is
// Unknown while there may be more.
func budgetsOf(s *rule.Stack, w *rule.Resource) (budgets []*rule.Resource, all rule.Truth) {
	all = rule.Yes
	for _, budget := range s.OfType(budgetType) {
		switch rule.And(kube.SameNamespace(budget, w), kube.Selects(budget.At("spec.selector"), kube.PodLabels(w))) {
		case rule.Yes:
			budgets = append(budgets, budget)
		case rule.Unknown:
			all = rule.Unknown
		case rule.No:
		}
	}
	return budgets, all
}

// requireRoom demands that a budget lets one of so many pods go.
func requireRoom(rep *rule.Report, budget *rule.Resource, pods float64) {
	most, least := budget.At("spec.maxUnavailable"), budget.At("spec.minAvailable")
	rep.Require(rule.Not(ask(most, func(s kube.Share) bool { return s.Of(pods) < 1 })), most,
		"of %v pods none may go: maxUnavailable is %s", pods, most.Quote())
	rep.Require(rule.Not(ask(least, func(s kube.Share) bool { return pods-s.Of(pods) < 1 })), least,
		"of %v pods none may go: minAvailable is %s", pods, least.Quote())
}
