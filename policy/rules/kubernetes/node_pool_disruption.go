package kubernetes

import (
	"github.com/covetpy/platform/policy/kube"
	"github.com/covetpy/platform/policy/rule"
)

var nodePoolDisruption = rule.Rule{
	ID:    "kubernetes-node-pool-disruption",
	Title: "Karpenter never empties all nodes of a pool at once",
	Why: "A new image or an emptier hour is a reason to replace every node. Budgets of pods slow that down for those " +
		"that have one; all others end together.",
	Fix: "Leave spec.disruption.budgets out, which is a tenth at a time, or have one that holds at any hour, for any " +
		"reason, and is less than all nodes.",
	Severity: rule.Medium,
	Levels:   rule.Levels{Dev: rule.Advisory, Staging: rule.Mandatory, Prod: rule.Mandatory},
	Types:    []string{nodePool},
	Controls: available(rule.Control{Framework: rule.NIST, ID: "CP-10"}),
	Since:    since,
	Check: func(r *rule.Resource, rep *rule.Report) {
		budgets := r.At("spec.disruption.budgets")
		// A tenth is the default of a list that is left out; an empty one stays as it is,
		// and limits nothing. So it is with reasons: none listed is none limited.
		answers := []rule.Truth{rule.Not(budgets.Present())}
		for _, budget := range budgets.Items() {
			share, known := kube.ShareOf(budget.At("nodes"))
			answers = append(answers, rule.And(known, rule.Of(!share.All()),
				budget.At("schedule").Blank(), rule.Not(budget.At("reasons").Present())))
		}
		rep.Require(rule.Or(answers...), budgets, "all nodes may be emptied at once")
	},
}
