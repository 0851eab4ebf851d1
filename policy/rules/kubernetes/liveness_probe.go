package kubernetes

import (
	"github.com/covetpy/platform/policy/kube"
	"github.com/covetpy/platform/policy/rule"
)

var livenessProbe = rule.Rule{
	ID:    "kubernetes-liveness-probe",
	Title: "Containers that run on are asked whether they live",
	Why: "A program that hangs still runs, as far as the kubelet sees: only a probe finds out, and starts it again " +
		"before somebody is woken for it.",
	Fix: "Give the container, a sidecar as well, a livenessProbe that asks the program itself and nothing that it " +
		"depends on. Jobs and init containers that end need none.",
	Severity: rule.Low,
	Levels:   rule.Everywhere(rule.Advisory),
	Types:    kube.Workloads(),
	Controls: available(),
	Since:    since,
	Check: containers(func(c kube.Container, rep *rule.Report) {
		at := c.At("livenessProbe")
		if !c.Pod.Silent(at) {
			rep.Require(rule.Or(rule.Not(c.RunsOn()), at.Present()), at, "nobody asks whether %s lives", c.Label())
		}
	}),
}
