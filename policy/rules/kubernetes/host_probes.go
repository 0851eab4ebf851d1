package kubernetes

import (
	"github.com/covetpy/platform/policy/kube"
	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/policy/rule/want"
)

var hostProbes = rule.Rule{
	ID:    "kubernetes-host-probes",
	Title: "Probes and hooks ask the pod itself, not a host that they name",
	Why: "The kubelet sends probes and hooks from the node's own network. One that names a host makes the node call " +
		"whatever the pod's author likes: the metadata service, a neighbour, a service that trusts nodes.",
	Fix:      "Remove host below httpGet and tcpSocket. A name for virtual hosting goes into the Host header.",
	Severity: rule.Medium,
	Levels:   rule.Levels{Dev: rule.Advisory, Staging: rule.Mandatory, Prod: rule.Mandatory},
	Types:    kube.Workloads(),
	Controls: confined(baseline("Host Probes / Lifecycle Hooks")),
	Since:    since,
	Check: containers(func(c kube.Container, rep *rule.Report) {
		for _, handler := range []string{"livenessProbe", "readinessProbe", "startupProbe", "lifecycle.postStart", "lifecycle.preStop"} {
			for _, action := range []string{"httpGet", "tcpSocket"} {
				at := c.At(handler + "." + action + ".host")
				want.Value(rep, at, c.Label()+" has the node call a host", oneOfOrEmpty(at))
			}
		}
	}),
}
