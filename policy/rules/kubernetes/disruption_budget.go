package kubernetes

import (
	"github.com/covetpy/platform/policy/kube"
	"github.com/covetpy/platform/policy/rule"
)

var disruptionBudget = rule.Rule{
	ID:    "kubernetes-disruption-budget",
	Title: "A disruption budget allows a disruption, whatever the number of pods",
	Why: "With maxUnavailable 0 or minAvailable 100%, no pod may ever be evicted: nodes can't be drained, and the upgrade " +
		"of the cluster hangs until somebody deletes pods by hand.",
	Fix:      "Set maxUnavailable to 1 or a share, or minAvailable to less than the pods that there are.",
	Severity: rule.Medium,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    patched(budgetType),
	Controls: available(rule.AWSWA.IDs("REL10-BP01")...),
	Since:    since,
	Check:    checkDisruptionBudget,
}

const budgetType = "kubernetes:policy/v1:PodDisruptionBudget"

func checkDisruptionBudget(r *rule.Resource, rep *rule.Report) {
	most, least := r.At("spec.maxUnavailable"), r.At("spec.minAvailable")
	rep.Require(rule.Not(ask(most, func(s kube.Share) bool { return s.N == 0 })), most, "no pod may be unavailable: it is %s", most.Quote())
	rep.Require(rule.Not(ask(least, kube.Share.All)), least, "every pod has to be available: it is %s", least.Quote())
	if r.Type == budgetType {
		rep.Require(rule.Or(most.Present(), least.Present()), most, "it says neither how many may go nor how many have to stay")
	}
}

// ask asks something about a share; what is unset is not.
func ask(v rule.Value, question func(kube.Share) bool) rule.Truth {
	share, known := kube.ShareOf(v)
	if known != rule.Yes {
		return known
	}
	return rule.Of(question(share))
}
