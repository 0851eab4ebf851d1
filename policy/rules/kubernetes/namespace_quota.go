package kubernetes

import (
	"github.com/covetpy/platform/policy/kube"
	"github.com/covetpy/platform/policy/rule"
)

const (
	resourceQuota = "kubernetes:core/v1:ResourceQuota"
	limitRange    = "kubernetes:core/v1:LimitRange"
)

var namespaceQuota = rule.Rule{
	ID:    "kubernetes-namespace-quota",
	Title: "Applications share a cluster within quotas and limits",
	Why: "Without a quota one namespace can take every node, by a runaway autoscaler or by a person who may make pods " +
		"there. Without a LimitRange a container that says nothing takes what it finds, and a quota refuses it.",
	Fix:      "Add a ResourceQuota and a LimitRange to the namespace of the workload.",
	Severity: rule.Medium,
	Levels:   rule.Levels{Dev: rule.Advisory, Staging: rule.Mandatory, Prod: rule.Mandatory},
	Types:    append(kube.WorkloadTypes(), resourceQuota, limitRange, kube.NamespaceType),
	Controls: available(),
	Since:    since,
	CheckStack: func(s *rule.Stack, rep *rule.Report) {
		for _, w := range s.OfType(kube.WorkloadTypes()...) {
			at := w.At("metadata.namespace")
			rep.On(w).Require(bounds(s, w, resourceQuota, "spec.hard"), at, "its namespace has no quota")
			rep.On(w).Require(bounds(s, w, limitRange, "spec.limits"), at, "its namespace has no limits for containers that say nothing")
		}
	},
}

// bounds says whether an object that bounds something is in the namespace of a
// workload.
func bounds(s *rule.Stack, workload *rule.Resource, kind, field string) rule.Truth {
	answers := []rule.Truth{rule.No}
	for _, r := range s.OfType(kind) {
		answers = append(answers, rule.And(kube.SameNamespace(r, workload), rule.Not(r.At(field).Empty())))
	}
	return rule.Or(answers...)
}
