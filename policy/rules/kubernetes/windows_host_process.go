package kubernetes

import (
	"github.com/covetpy/platform/policy/kube"
	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/policy/rule/want"
)

var windowsHostProcess = rule.Rule{
	ID:       "kubernetes-windows-host-process",
	Title:    "No Windows container runs as a process of its node",
	Why:      "A HostProcess container is no container: it runs on the node with the node's files, network and accounts.",
	Fix:      "Remove windowsOptions.hostProcess, or set it to false.",
	Severity: rule.Medium,
	Levels:   rule.Levels{Dev: rule.Advisory, Staging: rule.Mandatory, Prod: rule.Mandatory},
	Types:    kube.Workloads(),
	Controls: confined(baseline("HostProcess")),
	Since:    since,
	Check: contexts(func(c kube.Context, rep *rule.Report) {
		at := c.At("windowsOptions.hostProcess")
		want.Value(rep, at, c.Label+" runs as a process of the node", rule.Not(at.IsTrue()))
	}),
}
