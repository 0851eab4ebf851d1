package kubernetes

import (
	"github.com/covetpy/platform/policy/kube"
	"github.com/covetpy/platform/policy/rule"
)

var readinessProbe = rule.Rule{
	ID:    "kubernetes-readiness-probe",
	Title: "Containers that run on are asked whether they are ready",
	Why: "Without a probe a container is ready as soon as its process is there. It gets requests before it can answer " +
		"them, and a rollout replaces every good pod by a bad one without noticing.",
	Fix: "Give the container a readinessProbe, a sidecar as well if it has ports. Jobs and init containers that end " +
		"need none.",
	Severity: rule.Medium,
	Levels:   rule.Levels{Dev: rule.Advisory, Staging: rule.Mandatory, Prod: rule.Mandatory},
	Types:    kube.Workloads(),
	Controls: available(),
	Since:    since,
	Check: containers(func(c kube.Container, rep *rule.Report) {
		at := c.At("readinessProbe")
		if !c.Pod.Silent(at) {
			serves := rule.And(c.RunsOn(), rule.Or(rule.Of(c.Role == kube.Main), c.At("ports").Present()))
			rep.Require(rule.Or(rule.Not(serves), at.Present()), at, "nobody asks whether %s is ready", c.Label())
		}
	}),
}
