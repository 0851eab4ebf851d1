package kubernetes

import (
	"github.com/covetpy/platform/policy/kube"
	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/policy/rule/want"
)

var rollingUpdate = rule.Rule{
	ID:    "kubernetes-rolling-update",
	Title: "An update replaces pods one after the other",
	Why: "With Recreate every pod is stopped before a new one starts: the service is down in each rollout, and stays " +
		"down if the new one does not start. With OnDelete an update changes nothing until somebody deletes pods by hand.",
	Fix:      "Remove the strategy's type, or set it to RollingUpdate.",
	Severity: rule.Low,
	Levels:   rule.Everywhere(rule.Advisory),
	Types:    kube.Workloads("Deployment", "StatefulSet", "DaemonSet"),
	Controls: available(),
	Since:    since,
	Check: want.All(
		rolls("spec.strategy.type"),       // of Deployments
		rolls("spec.updateStrategy.type"), // of the others
	),
}

func rolls(path string) want.Check {
	return want.Truthful(path, "an update does not replace pods one by one", func(v rule.Value) rule.Truth {
		return oneOfOrEmpty(v, "RollingUpdate")
	})
}
