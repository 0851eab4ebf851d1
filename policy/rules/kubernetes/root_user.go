package kubernetes

import (
	"github.com/covetpy/platform/policy/kube"
	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/policy/rule/want"
)

var rootUser = rule.Rule{
	ID:    "kubernetes-root-user",
	Title: "Neither a pod nor a container sets user 0",
	Why: "User 0 is root: with runAsNonRoot beside it the container never starts, and without it the container is one " +
		"fault away from the node.",
	Fix:      "Set securityContext.runAsUser to the number of a user of the image, or leave it out. (hostUsers false allows 0.)",
	Severity: rule.High,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    kube.Workloads(),
	Controls: confined(restricted("Running as Non-root user")),
	Since:    since,
	Check: pods(func(p kube.Pod, rep *rule.Report) {
		for _, c := range p.Contexts() {
			at := c.At("runAsUser")
			want.Value(rep, at, c.Label+" is root", rule.Or(p.OwnUsers(), rule.Not(isZero(at))))
		}
	}),
}
