package kubernetes

import (
	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/policy/rule/want"
)

var autoscalerMinimum = rule.Rule{
	ID:    "kubernetes-autoscaler-minimum",
	Title: "Autoscalers keep at least two pods",
	Why: "With a minimum of one, which is the default, a node that goes takes the whole service with it whenever traffic " +
		"is low.",
	Fix:      "Set spec.minReplicas to 2, or to 3 for one in each zone.",
	Severity: rule.Low,
	Levels:   rule.Everywhere(rule.Advisory),
	Types:    []string{autoscalerType},
	Controls: available(rule.AWSWA.IDs("REL10-BP01")...),
	Since:    since,
	Settings: []rule.Setting{{
		Name: "least", Doc: "The smallest minimum that is accepted, in pods.",
		Number: &rule.PerTier[float64]{Dev: 1, Staging: 2, Prod: 2},
	}},
	Check: checkAutoscalerMinimum,
}

const autoscalerType = "kubernetes:autoscaling/v2:HorizontalPodAutoscaler"

func checkAutoscalerMinimum(r *rule.Resource, rep *rule.Report) {
	at, least := r.At("spec.minReplicas"), rep.Number("least")
	byDefault := rule.And(rule.Not(at.Present()), rule.Of(least <= 1)) // Kubernetes keeps one
	rep.Require(rule.Or(byDefault, want.Least(at, least)), at, "the minimum is %s, and %v is the least", at.Quote(), least)
}
