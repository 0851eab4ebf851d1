package kubernetes

import (
	"github.com/covetpy/platform/policy/kube"
	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/policy/rule/want"
)

var hostNamespaces = rule.Rule{
	ID:    "kubernetes-host-namespaces",
	Title: "Pods share neither the network, the processes nor the IPC of their node",
	Why: "On the node's network a pod reaches the instance metadata service and the kubelet, and no network policy " +
		"holds it. Among the node's processes it reads their environment and files and may signal them; in its IPC " +
		"namespace it reads their shared memory.",
	Fix:      "Remove hostNetwork, hostPID and hostIPC, or set them to false.",
	Severity: rule.High,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    kube.Workloads(),
	Controls: confined(baseline("Host Namespaces"), rule.CISEKS.ID("4.2.2"), rule.CISEKS.ID("4.2.3"), rule.CISEKS.ID("4.2.4")),
	Since:    since,
	Check: pods(func(p kube.Pod, rep *rule.Report) {
		for _, field := range []string{"hostNetwork", "hostPID", "hostIPC"} {
			at := p.Spec.At(field)
			want.Value(rep, at, "the pod shares it with its node", rule.Not(at.IsTrue()))
		}
	}),
}
