package kubernetes

import (
	"github.com/covetpy/platform/policy/kube"
	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/policy/rule/want"
)

var hostPorts = rule.Rule{
	ID:    "kubernetes-host-ports",
	Title: "Containers take no port of their node",
	Why: "A port of the node is open to whoever reaches the node, past services, ingress and most network policies. " +
		"Two pods that want the same one can't share a node, either.",
	Fix:      "Remove hostPort and publish the pod by a Service.",
	Severity: rule.Medium,
	Levels:   rule.Levels{Dev: rule.Advisory, Staging: rule.Mandatory, Prod: rule.Mandatory},
	Types:    kube.Workloads(),
	Controls: confined(baseline("Host Ports")),
	Since:    since,
	Check: containers(func(c kube.Container, rep *rule.Report) {
		for _, port := range c.At("ports").Items() {
			at := port.At("hostPort")
			want.Value(rep, at, c.Label()+" takes a port of the node", rule.Or(at.Blank(), isZero(at)))
		}
	}),
}
