package kubernetes

import (
	"github.com/covetpy/platform/policy/kube"
	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/policy/rule/want"
)

var jobDeadline = rule.Rule{
	ID:    "kubernetes-job-deadline",
	Title: "A Job has a time after which it has failed",
	Why: "A job that hangs, on a lock or a peer that is gone, keeps its node and whoever waits for it, and is never " +
		"reported: it has not failed. Under a CronJob that forbids two at a time, no other run ever starts.",
	Fix:      "Set activeDeadlineSeconds in the job's spec to longer than it has ever taken.",
	Severity: rule.Medium,
	Levels:   rule.Levels{Dev: rule.Advisory, Staging: rule.Mandatory, Prod: rule.Mandatory},
	Types:    kube.Workloads("Job", "CronJob"),
	Controls: available(),
	Since:    since,
	Check: pods(func(p kube.Pod, rep *rule.Report) {
		spec := "spec"
		if p.Kind == "CronJob" {
			spec = "spec.jobTemplate.spec"
		}
		deadline := p.Resource.At(spec + ".activeDeadlineSeconds")
		demand(rep, p, deadline, "it may run for ever", want.Least(deadline, 1))
	}),
}
