package kubernetes

import (
	"github.com/covetpy/platform/policy/kube"
	"github.com/covetpy/platform/policy/rule"
)

// leastReplicas is a setting.
const leastReplicas = "least"

var replicas = rule.Rule{
	ID:    "kubernetes-replicas",
	Title: "A Deployment has more than one pod, or an autoscaler that counts them",
	Why: "The only pod of a Deployment is gone whenever its node is: replaced, updated, reclaimed as spot capacity. " +
		"Unset means one.",
	Fix: "Set spec.replicas to 2 or more, or leave it out and let an autoscaler of the stack name the Deployment. What is " +
		"switched off has 0.",
	Severity: rule.Medium,
	Levels:   rule.Levels{Dev: rule.Advisory, Staging: rule.Mandatory, Prod: rule.Mandatory},
	Types:    append(kube.Workloads("Deployment"), kube.Scalers()...),
	Controls: available(rule.Control{Framework: rule.NIST, ID: "CP-10"}),
	Settings: []rule.Setting{{
		Name: leastReplicas, Doc: "The smallest number of pods of a Deployment that is on.",
		Number: &rule.PerTier[float64]{Dev: 1, Staging: 2, Prod: 2},
	}},
	Since: since,
	CheckStack: func(s *rule.Stack, rep *rule.Report) {
		for _, r := range s.OfType(kube.Workloads("Deployment")...) {
			at := r.At("spec.replicas")
			if kube.PodOf(r).Silent(at) {
				continue
			}
			rep.On(r).Require(enough(s, r, rep.Number(leastReplicas)), at, "the Deployment is down whenever one node is: its replicas are %s", at.Quote())
		}
	},
}

// enough says whether a Deployment has enough pods: by its own number, or where
// it gives none by that of an autoscaler.
func enough(s *rule.Stack, r *rule.Resource, least float64) rule.Truth {
	at := r.At("spec.replicas")
	if at.Present() == rule.No {
		return rule.Or(rule.Of(least <= 1), kube.Scaled(s, r))
	}
	n, known := at.Number()
	if known != rule.Yes {
		return known
	}
	return rule.Of(n >= least || n == 0)
}
