package kubernetes

import (
	"github.com/covetpy/platform/policy/kube"
	"github.com/covetpy/platform/policy/rule"
)

var meshInjection = rule.Rule{
	ID:    "kubernetes-mesh-injection",
	Title: "Who the mesh has policies for is in the mesh",
	Why: "A pod without a sidecar proves nobody's identity, asks for nobody's, and goes out as it likes. Policies about its " +
		"callers then stand there and do nothing.",
	Fix: "Label the namespace with istio-injection: enabled, or istio.io/rev, and leave sidecar.istio.io/inject off its pods, or " +
		"\"true\".",
	Severity: rule.High,
	Levels:   rule.Levels{Dev: rule.Advisory, Staging: rule.Mandatory, Prod: rule.Mandatory},
	Types:    append(kube.WorkloadTypes(), kube.NamespaceType, authorizationPolicy),
	Controls: segmented(),
	Since:    since,
	CheckStack: func(s *rule.Stack, rep *rule.Report) {
		for _, namespace := range s.OfType(kube.NamespaceType) {
			for _, policy := range s.OfType(authorizationPolicy) {
				outside := rule.And(kube.In(policy, namespace), rule.Not(inMesh(namespace)))
				rep.On(namespace).Require(rule.Not(outside), namespace.At("metadata.labels"), "%s judges callers of pods that have no sidecar", policy.Name)
			}
			for _, w := range s.OfType(kube.WorkloadTypes()...) {
				switched := kube.PodLabels(w).Field("sidecar.istio.io/inject")
				left := rule.And(kube.In(w, namespace), inMesh(namespace), switched.Is("false"))
				rep.On(w).Require(rule.Not(left), switched, "its pods have no sidecar, in a namespace of the mesh")
			}
		}
	},
}
