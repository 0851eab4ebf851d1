package kubernetes

import (
	"github.com/covetpy/platform/policy/kube"
	"github.com/covetpy/platform/policy/rule"
)

var seccomp = rule.Rule{
	ID:    "kubernetes-seccomp",
	Title: "Every container has a seccomp profile, the runtime's or one of the node's",
	Why: "Without a word a pod runs unconfined: all the kernel's system calls, the several hundred that no program " +
		"uses included, are within its reach, and most ways out of a container are a fault in one of those.",
	Fix:      "Set the pod's securityContext.seccompProfile.type to RuntimeDefault.",
	Severity: rule.Medium,
	Levels:   rule.Levels{Dev: rule.Advisory, Staging: rule.Mandatory, Prod: rule.Mandatory},
	Types:    kube.Workloads(),
	Controls: confined(baseline("Seccomp"), restricted("Seccomp")),
	Since:    since,
	Check: pods(func(p kube.Pod, rep *rule.Report) {
		inEffect(rep, p, "seccompProfile", "type", "has no seccomp profile that confines it", func(profile rule.Value) rule.Truth {
			return rule.Or(p.Windows(), profile.At("type").Is("RuntimeDefault", "Localhost"))
		})
	}),
}
