package kubernetes

import (
	"github.com/covetpy/platform/policy/kube"
	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/policy/rule/want"
)

// leastID is a setting: the smallest number that people of the node can't have.
const leastID = "least"

var highUser = rule.Rule{
	ID:    "kubernetes-high-user",
	Title: "Containers run as a user and a group that no one of their node has",
	Why: "A container's user is the node's user of the same number. Small numbers are the node's own services and " +
		"people, so a container that gets out owns their files; a high one owns nothing.",
	Fix: "Set runAsUser and runAsGroup of the pod's securityContext to a number that the node does not use, and let no " +
		"container set a smaller one.",
	Severity: rule.Low,
	Levels:   rule.Everywhere(rule.Advisory),
	Types:    kube.Workloads(),
	Controls: confined(),
	Settings: []rule.Setting{{
		Name: leastID, Doc: "The smallest number that a user or a group may have.", Number: rule.Same(10000.0),
	}},
	Since: since,
	Check: pods(func(p kube.Pod, rep *rule.Report) {
		for _, field := range []string{"runAsUser", "runAsGroup"} {
			inEffect(rep, p, field, "", "may be someone of the node", func(v rule.Value) rule.Truth {
				return rule.Or(p.OwnUsers(), p.Windows(), want.Least(v, rep.Number(leastID)))
			})
		}
	}),
}
