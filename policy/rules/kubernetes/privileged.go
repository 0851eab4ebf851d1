package kubernetes

import (
	"github.com/covetpy/platform/policy/kube"
	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/policy/rule/want"
)

var privileged = rule.Rule{
	ID:    "kubernetes-privileged",
	Title: "No container is privileged, init and ephemeral containers included",
	Why: "A privileged container has every device and every capability of the node: it mounts the node's disk and is " +
		"root there. An init container is so for a second, which is enough.",
	Fix:      "Remove securityContext.privileged, or set it to false, and add the one capability that is needed.",
	Severity: rule.Critical,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    kube.Workloads(),
	Controls: confined(baseline("Privileged Containers"), rule.CISEKS.ID("4.2.1")),
	Since:    since,
	Check: containers(func(c kube.Container, rep *rule.Report) {
		at := c.At("securityContext.privileged")
		want.Value(rep, at, c.Label()+" is privileged", rule.Not(at.IsTrue()))
	}),
}
