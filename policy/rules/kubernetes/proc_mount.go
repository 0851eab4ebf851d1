package kubernetes

import (
	"github.com/covetpy/platform/policy/kube"
	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/policy/rule/want"
)

var procMount = rule.Rule{
	ID:    "kubernetes-proc-mount",
	Title: "Containers see /proc as the runtime masks it",
	Why: "The runtime hides the parts of /proc that are the whole node's: its memory, its keys, its kernel's switches. " +
		"Unmasked shows them, and makes some of them writable.",
	Fix:      "Remove procMount, or set it to Default.",
	Severity: rule.Medium,
	Levels:   rule.Levels{Dev: rule.Advisory, Staging: rule.Mandatory, Prod: rule.Mandatory},
	Types:    kube.Workloads(),
	Controls: confined(baseline("/proc Mount Type")),
	Since:    since,
	Check: containers(func(c kube.Container, rep *rule.Report) {
		at := c.At("securityContext.procMount")
		want.Value(rep, at, c.Label()+" sees the node's /proc", rule.Or(rule.Not(at.Present()), at.Is("Default")))
	}),
}
