package kubernetes

import (
	"github.com/covetpy/platform/policy/kube"
	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/policy/rule/want"
)

// leastDeadline is the shortest that works: the controller looks every ten seconds.
const leastDeadline = 10

var cronJob = rule.Rule{
	ID:    "kubernetes-cron-job",
	Title: "A CronJob says how late it may start, and never runs beside itself",
	Why: "After a hundred missed starts a CronJob without a deadline never starts again. Where runs may overlap, one " +
		"that hangs is joined by another at every turn, until they do each other's work or the node is full.",
	Fix:      "Set startingDeadlineSeconds, to 10 at least, and concurrencyPolicy to Forbid or Replace.",
	Severity: rule.Low,
	Levels:   rule.Everywhere(rule.Advisory),
	Types:    kube.Workloads("CronJob"),
	Controls: available(),
	Since:    since,
	Check: pods(func(p kube.Pod, rep *rule.Report) {
		deadline, policy := p.Resource.At("spec.startingDeadlineSeconds"), p.Resource.At("spec.concurrencyPolicy")
		demand(rep, p, deadline, "a late start is not dealt with", want.Least(deadline, leastDeadline))
		demand(rep, p, policy, "runs may overlap", policy.Is("Forbid", "Replace"))
	}),
}
