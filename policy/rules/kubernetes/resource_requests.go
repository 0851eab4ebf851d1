package kubernetes

import (
	"github.com/covetpy/platform/policy/kube"
	"github.com/covetpy/platform/policy/rule"
)

var resourceRequests = rule.Rule{
	ID:    "kubernetes-resource-requests",
	Title: "Every container asks for the CPU and the memory that it needs",
	Why: "The scheduler and the autoscaler count requests and nothing else. A container without any fits everywhere: " +
		"nodes are filled past what they have, and under pressure it gets nearly no CPU and is the first to go.",
	Fix: "Set resources.requests.cpu and resources.requests.memory, on the container or on the pod as a whole. " +
		"A limit is taken for the request where that is missing.",
	Severity: rule.Low,
	Levels:   rule.Everywhere(rule.Advisory),
	Types:    kube.Workloads(),
	Controls: available(),
	Since:    since,
	Check: containers(func(c kube.Container, rep *rule.Report) {
		amounts(c, rep, "asks for none", []string{"requests", "limits"}, "cpu", "memory")
	}),
}
