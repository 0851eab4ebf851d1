package kubernetes

import (
	"github.com/covetpy/platform/policy/kube"
	"github.com/covetpy/platform/policy/rule"
)

var droppedCapabilities = rule.Rule{
	ID:    "kubernetes-dropped-capabilities",
	Title: "Containers drop ALL capabilities",
	Why: "Without a word a container keeps a dozen capabilities of the runtime's default, among them to change the " +
		"owner of files, to become any user and to forge packets. Next to no program needs one.",
	Fix:      `Set securityContext.capabilities.drop to ["ALL"] on every container, init containers included. It is spelt in capitals.`,
	Severity: rule.Medium,
	Levels:   rule.Levels{Dev: rule.Advisory, Staging: rule.Mandatory, Prod: rule.Mandatory},
	Types:    kube.Workloads(),
	Controls: confined(restricted("Capabilities")),
	Since:    since,
	Check: containers(func(c kube.Container, rep *rule.Report) {
		at := c.At("securityContext.capabilities.drop")
		if !c.Pod.Silent(at) {
			rep.Require(rule.Or(c.Pod.Windows(), at.Contains("ALL")), at, "%s does not drop ALL capabilities", c.Label())
		}
	}),
}
