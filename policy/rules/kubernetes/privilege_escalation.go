package kubernetes

import (
	"github.com/covetpy/platform/policy/kube"
	"github.com/covetpy/platform/policy/rule"
)

var privilegeEscalation = rule.Rule{
	ID:    "kubernetes-privilege-escalation",
	Title: "No process of a container gains rights that its parent lacks",
	Why: "A set-user-ID program in the image makes root of any user, unless the kernel was told not to allow it. " +
		"Unset allows it.",
	Fix:      "Set securityContext.allowPrivilegeEscalation to false on every container, init containers included.",
	Severity: rule.High,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    kube.Workloads(),
	Controls: confined(restricted("Privilege Escalation"), rule.CISEKS.ID("4.2.5")),
	Since:    since,
	Check: containers(func(c kube.Container, rep *rule.Report) {
		at := c.At("securityContext.allowPrivilegeEscalation")
		demand(rep, c.Pod, at, c.Label()+" may gain rights",
			rule.Or(c.Pod.Windows(), rule.And(at.Present(), rule.Not(at.IsTrue()))))
	}),
}
