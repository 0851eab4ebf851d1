package kubernetes

import (
	"github.com/covetpy/platform/policy/kube"
	"github.com/covetpy/platform/policy/rule"
)

var runAsNonRoot = rule.Rule{
	ID:    "kubernetes-run-as-non-root",
	Title: "No container may start as root",
	Why: "Root in a container is root on the node as soon as it gets out, and most images run as root unless told " +
		"otherwise. The kubelet refuses to start root only where runAsNonRoot says so; a user's number in the pod does " +
		"not hold for a container that sets its own.",
	Fix: "Set the pod's securityContext.runAsNonRoot to true, and let no container set it to false. A pod with a user " +
		"namespace of its own (hostUsers false) needs neither.",
	Severity: rule.High,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    kube.Workloads(),
	Controls: confined(restricted("Running as Non-root")),
	Since:    since,
	Check: pods(func(p kube.Pod, rep *rule.Report) {
		inEffect(rep, p, "runAsNonRoot", "", "may start as root", func(v rule.Value) rule.Truth {
			return rule.Or(p.OwnUsers(), v.IsTrue())
		})
	}),
}
