package kubernetes

import (
	"github.com/covetpy/platform/policy/kube"
	"github.com/covetpy/platform/policy/rule"
)

var defaultDeny = rule.Rule{
	ID:    "kubernetes-default-deny",
	Title: "Every namespace denies traffic by default, in both directions",
	Why: "What is not in the stack, such as a chart's pods or one that a person starts, is selected by no policy for a " +
		"workload. Only a policy for all pods of the namespace keeps it from talking to everyone.",
	Fix:        "Add a NetworkPolicy with an empty podSelector and policyTypes Ingress and Egress to the namespace.",
	Severity:   rule.High,
	Levels:     rule.Levels{Dev: rule.Advisory, Staging: rule.Mandatory, Prod: rule.Mandatory},
	Types:      []string{kube.NamespaceType, networkPolicyType},
	Controls:   segmented(rule.CISEKS.IDs("4.3.2")...),
	Since:      since,
	CheckStack: checkDefaultDeny,
}

func checkDefaultDeny(s *rule.Stack, rep *rule.Report) {
	for _, namespace := range s.OfType(kube.NamespaceType) {
		for _, direction := range []string{"Ingress", "Egress"} {
			answers := []rule.Truth{rule.No}
			for _, policy := range s.OfType(networkPolicyType) {
				answers = append(answers, rule.And(
					kube.In(policy, namespace),
					kube.SelectsAll(policy.At("spec.podSelector")),
					kube.Isolates(policy, direction)))
			}
			rep.On(namespace).Require(rule.Or(answers...), namespace.At("metadata.name"), "no network policy for all of its pods restricts %s", direction)
		}
	}
}
