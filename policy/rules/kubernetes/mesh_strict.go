package kubernetes

import (
	"github.com/covetpy/platform/policy/kube"
	"github.com/covetpy/platform/policy/rule"
)

var meshStrict = rule.Rule{
	ID:    "kubernetes-mesh-strict",
	Title: "Where the mesh is on, pods take nothing but mutual TLS",
	Why: "The mesh encrypts what its own sidecars send, and by default still takes plain text from anybody else: a pod " +
		"without a sidecar gets in, and every rule about who is calling has no caller to look at.",
	Fix: "Add a PeerAuthentication with mtls.mode STRICT and no selector to the namespace, or one to the root namespace of " +
		"the mesh.",
	Severity: rule.High,
	Levels:   rule.Levels{Dev: rule.Advisory, Staging: rule.Mandatory, Prod: rule.Mandatory},
	Types:    []string{kube.NamespaceType, peerAuthentication, authorizationPolicy},
	Controls: inTransit(),
	Since:    since,
	Settings: []rule.Setting{{
		Name: "rootNamespaces", Doc: "Namespaces whose policies hold for the whole mesh.",
		Texts: rule.Same([]string{"istio-system"}),
	}},
	CheckStack: checkMeshStrict,
}

// The kinds of Istio.
const (
	peerAuthentication  = "kubernetes:security.istio.io/v1:PeerAuthentication"
	authorizationPolicy = "kubernetes:security.istio.io/v1:AuthorizationPolicy"
	destinationRule     = "kubernetes:networking.istio.io/v1:DestinationRule"
)

// checkMeshStrict asks each namespace that takes part in the mesh, and each policy
// about callers, which is of no use where callers are not known.
func checkMeshStrict(s *rule.Stack, rep *rule.Report) {
	for _, namespace := range s.OfType(kube.NamespaceType) {
		answer := anyStrict(s, rep, func(strict *rule.Resource) rule.Truth { return kube.In(strict, namespace) })
		rep.On(namespace).Require(rule.Or(rule.Not(inMesh(namespace)), answer), namespace.At("metadata.labels"),
			"the mesh is on, and no PeerAuthentication for the whole namespace is STRICT")
	}
	for _, policy := range s.OfType(authorizationPolicy) {
		answer := anyStrict(s, rep, func(strict *rule.Resource) rule.Truth { return kube.SameNamespace(strict, policy) })
		rep.On(policy).Require(answer, policy.At("metadata.namespace"),
			"it judges callers, and no PeerAuthentication for the whole namespace is STRICT")
	}
}

// inMesh says whether a namespace takes part, by sidecars or without them.
func inMesh(namespace *rule.Resource) rule.Truth {
	labels := namespace.At("metadata.labels")
	return rule.Or(
		labels.Field("istio-injection").Is("enabled"),
		rule.Not(labels.Field("istio.io/rev").Blank()),
		labels.Field("istio.io/dataplane-mode").Is("ambient"))
}

// anyStrict says whether one that is STRICT for all pods is where it counts: there
// or in the root namespace of the mesh.
func anyStrict(s *rule.Stack, rep *rule.Report, there func(*rule.Resource) rule.Truth) rule.Truth {
	answers := []rule.Truth{rule.No}
	for _, r := range s.OfType(peerAuthentication) {
		answers = append(answers, rule.And(
			r.At("spec.mtls.mode").Is("STRICT"),
			r.At("spec.selector.matchLabels").Empty(),
			rule.Or(there(r), r.At("metadata.namespace").Is(rep.Texts("rootNamespaces")...))))
	}
	return rule.Or(answers...)
}
