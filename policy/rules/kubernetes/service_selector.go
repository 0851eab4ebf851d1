package kubernetes

import (
	"github.com/covetpy/platform/policy/kube"
	"github.com/covetpy/platform/policy/rule"
)

var serviceSelector = rule.Rule{
	ID:    "kubernetes-service-selector",
	Title: "Every service selects pods",
	Why: "A service whose selector differs from the labels by a letter, or that is in another namespace, has no endpoints: " +
		"callers get no connection, and nothing says why.",
	Fix:        "Let spec.selector be labels that the pods of a workload in the same namespace carry.",
	Severity:   rule.Medium,
	Levels:     rule.Levels{Dev: rule.Advisory, Staging: rule.Mandatory, Prod: rule.Mandatory},
	Types:      append(kube.WorkloadTypes(), serviceType, kube.ReleaseType),
	Controls:   orderly(),
	Since:      since,
	CheckStack: checkServiceSelector,
}

func checkServiceSelector(s *rule.Stack, rep *rule.Report) {
	for _, service := range s.OfType(serviceType) {
		selector := service.At("spec.selector")
		// Without a selector the endpoints are somebody else's to write.
		elsewhere := rule.Or(selector.Empty(), service.At("spec.type").Is("ExternalName"))
		selects := kube.Exists(s, s.OfType(kube.WorkloadTypes()...), func(w *rule.Resource) rule.Truth {
			return rule.And(kube.SameNamespace(service, w), kube.HasLabels(kube.PodLabels(w), selector))
		})
		rep.On(service).Require(rule.Or(elsewhere, selects), selector, "no pods of its namespace have these labels")
	}
}
