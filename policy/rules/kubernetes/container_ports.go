package kubernetes

import (
	"github.com/covetpy/platform/policy/kube"
	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/policy/rule/want"
)

// leastPort is the first port that needs no rights to listen on.
const leastPort = 1024

var containerPorts = rule.Rule{
	ID:    "kubernetes-container-ports",
	Title: "Containers listen on ports that anyone may take, and none is for SSH",
	Why: "To listen below 1024 a program wants to be root or to have a capability. Port 22 means a way in by hand, past " +
		"the cluster's own access and its audit log.",
	Fix:      "Listen on 8080 or the like and let the Service's port be 80. Use kubectl exec, or a debugging container, instead of SSH.",
	Severity: rule.Low,
	Levels:   rule.Everywhere(rule.Advisory),
	Types:    kube.Workloads(),
	Controls: confined(),
	Since:    since,
	Check: containers(func(c kube.Container, rep *rule.Report) {
		for _, port := range c.At("ports").Items() {
			at := port.At("containerPort")
			want.Value(rep, at, c.Label()+" listens on a privileged port", rule.Or(rule.Not(at.Present()), want.Least(at, leastPort)))
		}
	}),
}
