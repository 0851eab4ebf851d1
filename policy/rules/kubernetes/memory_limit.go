package kubernetes

import (
	"github.com/covetpy/platform/policy/kube"
	"github.com/covetpy/platform/policy/rule"
)

var memoryLimit = rule.Rule{
	ID:    "kubernetes-memory-limit",
	Title: "Every container has a limit of memory, init containers included",
	Why: "Memory can't be taken back: a container without a limit that leaks fills its node, and the kernel then kills " +
		"whatever it likes there, neighbours and the node's own agents among them.",
	Fix:      "Set resources.limits.memory on the container, or on the pod as a whole.",
	Severity: rule.Medium,
	Levels:   rule.Levels{Dev: rule.Advisory, Staging: rule.Mandatory, Prod: rule.Mandatory},
	Types:    kube.Workloads(),
	Controls: available(),
	Since:    since,
	Check: containers(func(c kube.Container, rep *rule.Report) {
		amounts(c, rep, "may take all memory of its node", []string{"limits"}, "memory")
	}),
}
