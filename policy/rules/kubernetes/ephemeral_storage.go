package kubernetes

import (
	"github.com/covetpy/platform/policy/kube"
	"github.com/covetpy/platform/policy/rule"
)

var ephemeralStorage = rule.Rule{
	ID:    "kubernetes-ephemeral-storage",
	Title: "Every container has a limit of the node's disk",
	Why: "Logs, emptyDir volumes and what a container writes into its image lie on the node's disk. Without a limit one " +
		"container fills it, and the kubelet evicts its neighbours until there is room again.",
	Fix:      "Set resources.limits.ephemeral-storage on the container, init containers included.",
	Severity: rule.Low,
	Levels:   rule.Everywhere(rule.Advisory),
	Types:    kube.Workloads(),
	Controls: available(),
	Since:    since,
	Check: containers(func(c kube.Container, rep *rule.Report) {
		amounts(c, rep, "may fill the disk of its node", []string{"limits"}, "ephemeral-storage")
	}),
}
