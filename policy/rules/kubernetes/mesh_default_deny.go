package kubernetes

import (
	"github.com/covetpy/platform/policy/kube"
	"github.com/covetpy/platform/policy/rule"
)

var meshDefaultDeny = rule.Rule{
	ID:    "kubernetes-mesh-default-deny",
	Title: "A namespace of the mesh allows no call that nobody has allowed",
	Why: "A workload that no AuthorizationPolicy selects takes every call of the mesh. One that is added to the namespace, " +
		"or whose labels differ in a letter from those of its policy, is open to all.",
	Fix:      "Add an AuthorizationPolicy without rules and without a selector to the namespace.",
	Severity: rule.High,
	Levels:   rule.Levels{Dev: rule.Advisory, Staging: rule.Mandatory, Prod: rule.Mandatory},
	Types:    []string{kube.NamespaceType, authorizationPolicy},
	Controls: segmented(),
	Since:    since,
	CheckStack: func(s *rule.Stack, rep *rule.Report) {
		for _, namespace := range s.OfType(kube.NamespaceType) {
			answers := []rule.Truth{rule.Not(inMesh(namespace))}
			for _, policy := range s.OfType(authorizationPolicy) {
				answers = append(answers, rule.And(kube.In(policy, namespace), allowsNothing(policy)))
			}
			rep.On(namespace).Require(rule.Or(answers...), namespace.At("metadata.labels"),
				"the mesh is on, and no AuthorizationPolicy for the whole namespace allows nothing")
		}
	},
}

// allowsNothing says whether a policy is about every workload and allows no call.
func allowsNothing(policy *rule.Resource) rule.Truth {
	action := policy.At("spec.action")
	return rule.And(
		rule.Or(rule.Not(action.Present()), action.Is("ALLOW")),
		policy.At("spec.rules").Empty(),
		policy.At("spec.selector.matchLabels").Empty(),
		policy.At("spec.targetRefs").Empty())
}
