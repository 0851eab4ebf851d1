package kubernetes

import (
	"github.com/covetpy/platform/policy/kube"
	"github.com/covetpy/platform/policy/rule"
)

var hostPath = rule.Rule{
	ID:    "kubernetes-host-path",
	Title: "Pods mount no directory of their node",
	Why: "A directory of the node holds what other pods, the kubelet and the runtime keep there: tokens of every " +
		"pod on the node, its own credentials, logs with a symbolic link out of them. Whoever may write there soon " +
		"has the node.",
	Fix:      "Use a persistent volume claim, an emptyDir or a projected volume.",
	Severity: rule.High,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    kube.Workloads(),
	Controls: confined(baseline("HostPath Volumes")),
	Since:    since,
	Check: pods(func(p kube.Pod, rep *rule.Report) {
		for _, volume := range p.Spec.At("volumes").Items() {
			at := volume.At("hostPath")
			rep.Require(rule.Not(at.Present()), at, "the volume is the node's own %s", at.At("path").Quote())
		}
	}),
}
