package kubernetes

import (
	"github.com/covetpy/platform/policy/kube"
	"github.com/covetpy/platform/policy/rule"
)

const targetGroupBinding = "kubernetes:elbv2.k8s.aws/v1beta1:TargetGroupBinding"

var readinessGate = rule.Rule{
	ID:    "kubernetes-readiness-gate",
	Title: "Pods behind a load balancer are ready once the load balancer has them",
	Why: "A rollout goes on when pods are ready. Without the gate that is before the load balancer has found them " +
		"healthy: the last old pod may be gone while no new one gets requests.",
	Fix:      "Label the namespace of the TargetGroupBinding with elbv2.k8s.aws/pod-readiness-gate-inject: enabled.",
	Severity: rule.Medium,
	Levels:   rule.Levels{Dev: rule.Advisory, Staging: rule.Mandatory, Prod: rule.Mandatory},
	Types:    []string{targetGroupBinding, kube.NamespaceType},
	Controls: available(),
	Since:    since,
	CheckStack: func(s *rule.Stack, rep *rule.Report) {
		for _, binding := range s.OfType(targetGroupBinding) {
			found, _ := kube.Namespaces(s, binding)
			for _, namespace := range found {
				gate := namespace.At("metadata.labels").Field("elbv2.k8s.aws/pod-readiness-gate-inject")
				rep.On(namespace).Require(gate.Is("enabled"), gate, "pods of %s are ready before the load balancer has them", binding.Name)
			}
		}
	},
}
