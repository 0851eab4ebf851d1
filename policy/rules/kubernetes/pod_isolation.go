package kubernetes

import (
	"github.com/covetpy/platform/policy/kube"
	"github.com/covetpy/platform/policy/rule"
)

var podIsolation = rule.Rule{
	ID:    "kubernetes-pod-isolation",
	Title: "Every pod is isolated by network policies, in both directions",
	Why: "Kubernetes lets every pod talk to every pod and to the internet until a policy selects it. A policy in another " +
		"namespace, or by labels that differ in a letter, selects nothing and looks just as good.",
	Fix: "Add a NetworkPolicy in the namespace of the workload whose podSelector takes the labels of its pods, with " +
		"Ingress and Egress.",
	Severity: rule.High,
	Levels:   rule.Levels{Dev: rule.Advisory, Staging: rule.Mandatory, Prod: rule.Mandatory},
	Types: append(kube.WorkloadTypes(), networkPolicyType,
		kube.NamespaceType), // joined by what names are made from
	Controls:   segmented(rule.CISEKS.IDs("4.3.2")...),
	Since:      since,
	CheckStack: checkPodIsolation,
}

func checkPodIsolation(s *rule.Stack, rep *rule.Report) {
	policies := s.OfType(networkPolicyType)
	for _, w := range s.OfType(kube.WorkloadTypes()...) {
		labels := kube.PodLabels(w)
		for _, direction := range []string{"Ingress", "Egress"} {
			// No policy reaches pods that use the network of their node.
			answers := []rule.Truth{kube.HostNetwork(w)}
			for _, policy := range policies {
				answers = append(answers, rule.And(
					kube.SameNamespace(policy, w),
					kube.Selects(policy.At("spec.podSelector"), labels),
					kube.Isolates(policy, direction)))
			}
			rep.On(w).Require(rule.Or(answers...), labels, "no network policy of its namespace that selects the pods restricts %s", direction)
		}
	}
}
