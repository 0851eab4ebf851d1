package kubernetes

import (
	"github.com/covetpy/platform/policy/kube"
	"github.com/covetpy/platform/policy/rule"
)

var blanketToleration = rule.Rule{
	ID:    "kubernetes-blanket-toleration",
	Title: "Pods tolerate taints by name, not all of them",
	Why: "Taints keep nodes for those that they are meant for, and tell pods to leave a node that is failing or about " +
		"to be taken away. A pod that tolerates all of them runs beside anything, and stays to the end.",
	Fix:      "Name the taint by its key. A toleration without a key, of all effects or of one, is for agents of the node alone.",
	Severity: rule.Low,
	Levels:   rule.Everywhere(rule.Advisory),
	Types:    kube.Workloads(),
	Controls: available(),
	Since:    since,
	Check: pods(func(p kube.Pod, rep *rule.Report) {
		for _, toleration := range p.Spec.At("tolerations").Items() {
			blanket := rule.And(toleration.Present(), toleration.At("key").Blank())
			rep.Require(rule.Not(blanket), toleration.At("key"), "the pod tolerates every taint")
		}
	}),
}
