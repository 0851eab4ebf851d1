package kubernetes

import (
	"github.com/covetpy/platform/policy/kube"
	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/policy/rule/want"
)

var sharedProcesses = rule.Rule{
	ID:    "kubernetes-shared-processes",
	Title: "The containers of a pod don't see each other's processes",
	Why: "With shared processes each container reads the others' environment and files by /proc, their secrets " +
		"included, and may signal them: a weak sidecar is then as good as the program beside it.",
	Fix:      "Remove shareProcessNamespace, or set it to false.",
	Severity: rule.Low,
	Levels:   rule.Everywhere(rule.Advisory),
	Types:    kube.Workloads(),
	Controls: confined(),
	Since:    since,
	Check: pods(func(p kube.Pod, rep *rule.Report) {
		at := p.Spec.At("shareProcessNamespace")
		want.Value(rep, at, "the containers share their processes", rule.Not(at.IsTrue()))
	}),
}
