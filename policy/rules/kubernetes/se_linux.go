package kubernetes

import (
	"github.com/covetpy/platform/policy/kube"
	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/policy/rule/want"
)

var seLinux = rule.Rule{
	ID:    "kubernetes-se-linux",
	Title: "Pods take no SELinux type beyond those of containers, and neither user nor role",
	Why: "On nodes with SELinux, Bottlerocket's among them, the type decides what a process may touch. A type such as " +
		"spc_t or control_t, or a user and role of one's own, lifts a container out of the confinement of all others.",
	Fix: "Leave seLinuxOptions out, or give only type as container_t, container_init_t, container_kvm_t or " +
		"container_engine_t.",
	Severity: rule.Medium,
	Levels:   rule.Levels{Dev: rule.Advisory, Staging: rule.Mandatory, Prod: rule.Mandatory},
	Types:    kube.Workloads(),
	Controls: confined(baseline("SELinux")),
	Since:    since,
	Check: contexts(func(c kube.Context, rep *rule.Report) {
		options := c.At("seLinuxOptions")
		allowed := oneOfOrEmpty(options.At("type"), "container_t", "container_init_t", "container_kvm_t", "container_engine_t")
		want.Value(rep, options.At("type"), c.Label+" leaves the SELinux types of containers", allowed)
		for _, field := range []string{"user", "role"} {
			want.Value(rep, options.At(field), c.Label+" sets an SELinux "+field, oneOfOrEmpty(options.At(field)))
		}
	}),
}
