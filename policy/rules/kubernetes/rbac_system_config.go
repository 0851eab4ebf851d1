package kubernetes

import (
	"strings"

	"github.com/covetpy/platform/policy/kube"
	"github.com/covetpy/platform/policy/rule"
)

var rbacSystemConfig = rule.Rule{
	ID:    "kubernetes-rbac-system-config",
	Title: "No role writes the ConfigMaps of kube-system",
	Why: "aws-auth says which AWS role is which user of the cluster, and coredns what names mean: whoever writes them owns " +
		"the cluster. A cluster role reaches them from any binding that is for the whole cluster.",
	Fix:      "Use a role in the namespace whose ConfigMaps are one's own, or list them in resourceNames.",
	Severity: rule.Medium,
	Levels:   rule.Levels{Dev: rule.Advisory, Staging: rule.Mandatory, Prod: rule.Mandatory},
	Types:    roles(),
	Controls: entitled(rule.CISEKS.IDs("4.1.7")...),
	Since:    since,
	Check:    checkRBACSystemConfig,
}

// systemNamespace holds what the cluster runs on.
const systemNamespace = "kube-system"

var writeConfig = kube.Rights{{Resources: []string{"configmaps"}, Verbs: kube.Writes()}}

func checkRBACSystemConfig(r *rule.Resource, rep *rule.Report) {
	there := rule.Yes
	if !strings.HasPrefix(r.Type, kube.ClusterRoleType) {
		there = r.At("metadata.namespace").Is(systemNamespace)
	}
	for _, of := range r.At("rules").Items() {
		names := of.At("resourceNames")
		harm := rule.And(there, writeConfig.Granted(of), rule.Or(names.Empty(), names.Contains("aws-auth")))
		rep.Require(rule.Not(harm), of, "it writes ConfigMaps that the cluster runs on")
	}
}
