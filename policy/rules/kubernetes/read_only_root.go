package kubernetes

import (
	"github.com/covetpy/platform/policy/kube"
	"github.com/covetpy/platform/policy/rule"
)

var readOnlyRoot = rule.Rule{
	ID:    "kubernetes-read-only-root",
	Title: "Containers can't write to their own image",
	Why: "Whoever takes over a program wants to keep something: a tool, a changed library, a script that runs next " +
		"time. On a root file system that is read-only there is nowhere to put it.",
	Fix: "Set securityContext.readOnlyRootFilesystem to true and mount an emptyDir where the program writes, such as " +
		"/tmp.",
	Severity: rule.Medium,
	Levels:   rule.Levels{Dev: rule.Advisory, Staging: rule.Mandatory, Prod: rule.Mandatory},
	Types:    kube.Workloads(),
	Controls: confined(),
	Since:    since,
	Check: containers(func(c kube.Container, rep *rule.Report) {
		at := c.At("securityContext.readOnlyRootFilesystem")
		demand(rep, c.Pod, at, c.Label()+" may write to its image", rule.Or(c.Pod.Windows(), at.IsTrue()))
	}),
}
