package kubernetes

import (
	"github.com/covetpy/platform/policy/kube"
	"github.com/covetpy/platform/policy/rule"
)

var addedCapabilities = rule.Rule{
	ID:    "kubernetes-added-capabilities",
	Title: "Containers add no capability but NET_BIND_SERVICE",
	Why: "Capabilities are root cut into parts. SYS_ADMIN is nearly all of it, SYS_PTRACE and DAC_READ_SEARCH lead out " +
		"of the container, NET_RAW lets it answer in other pods' names.",
	Fix: "Remove what securityContext.capabilities.add lists. To listen below 1024 NET_BIND_SERVICE is allowed, " +
		"spelt so.",
	Severity: rule.High,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    kube.Workloads(),
	Controls: confined(baseline("Capabilities"), restricted("Capabilities")),
	Since:    since,
	Check: containers(func(c kube.Container, rep *rule.Report) {
		for _, added := range c.At("securityContext.capabilities.add").Items() {
			answer := rule.Or(c.Pod.Windows(), added.Is("NET_BIND_SERVICE"))
			rep.Require(answer, added, "%s adds the capability %s", c.Label(), added.Quote())
		}
	}),
}
