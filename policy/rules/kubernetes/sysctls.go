package kubernetes

import (
	"slices"

	"github.com/covetpy/platform/policy/kube"
	"github.com/covetpy/platform/policy/rule"
)

// safeSysctls is a setting: each release of Kubernetes may know more of them.
const safeSysctls = "safe"

var sysctls = rule.Rule{
	ID:    "kubernetes-sysctls",
	Title: "Pods set only kernel parameters that hold for themselves alone",
	Why: "Most kernel parameters are the node's: a pod that sets one changes it for every other pod there, and some " +
		"switch a protection off.",
	Fix: "Remove the entry from securityContext.sysctls, or set the parameter on the nodes by their launch template.",
	Settings: []rule.Setting{{
		Name: safeSysctls,
		Doc:  "Parameters that a pod may set. The default is the list of Kubernetes 1.32 to 1.36.",
		Texts: rule.Same([]string{
			"kernel.shm_rmid_forced",
			"net.ipv4.ip_local_port_range",
			"net.ipv4.ip_local_reserved_ports",
			"net.ipv4.ip_unprivileged_port_start",
			"net.ipv4.ping_group_range",
			"net.ipv4.tcp_fin_timeout",
			"net.ipv4.tcp_keepalive_intvl",
			"net.ipv4.tcp_keepalive_probes",
			"net.ipv4.tcp_keepalive_time",
			"net.ipv4.tcp_rmem",
			"net.ipv4.tcp_syncookies",
			"net.ipv4.tcp_wmem",
		}),
	}},
	Severity: rule.Medium,
	Levels:   rule.Levels{Dev: rule.Advisory, Staging: rule.Mandatory, Prod: rule.Mandatory},
	Types:    kube.Workloads(),
	Controls: confined(baseline("Sysctls")),
	Since:    since,
	Check: pods(func(p kube.Pod, rep *rule.Report) {
		for _, item := range p.Spec.At("securityContext.sysctls").Items() {
			at := item.At("name")
			safe := at.Holds(func(name string) bool { return slices.Contains(rep.Texts(safeSysctls), name) })
			rep.Require(safe, at, "%s is a parameter of the whole node", at.Quote())
		}
	}),
}
