package kubernetes

import (
	"github.com/covetpy/platform/policy/kube"
	"github.com/covetpy/platform/policy/rule"
)

var namespacePodSecurity = rule.Rule{
	ID:    "kubernetes-namespace-pod-security",
	Title: "Every namespace enforces the restricted or the baseline profile of pod security",
	Why: "What no admission refuses, runs: a chart or a person can start a privileged pod, and that is root on the node. " +
		"Without the label a namespace enforces nothing.",
	Fix:      "Set the label pod-security.kubernetes.io/enforce to restricted, or to baseline where a workload needs it.",
	Severity: rule.Medium,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    []string{kube.NamespaceType},
	Controls: confined(rule.CISEKS.IDs("4.2.1")...),
	Since:    since,
	Settings: []rule.Setting{
		{
			Name: "profiles", Doc: "Profiles that a namespace may enforce.",
			Texts: rule.Same([]string{"restricted", "baseline"}),
		},
		{
			Name: "exempt", Doc: "Namespaces that may enforce less, as agents of the nodes need.",
			Texts: rule.Same([]string{}),
		},
	},
	Check: checkPodSecurity,
}

func checkPodSecurity(r *rule.Resource, rep *rule.Report) {
	label := r.At("metadata.labels").Field("pod-security.kubernetes.io/enforce")
	exempt := rule.No
	if names := rep.Texts("exempt"); len(names) > 0 {
		exempt = r.At("metadata.name").Is(names...)
	}
	rep.Require(rule.Or(label.Is(rep.Texts("profiles")...), exempt), label, "no profile that is enough is enforced: it is %s", label.Quote())
}
