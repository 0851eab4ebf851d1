package kubernetes

import (
	"github.com/covetpy/platform/policy/kube"
	"github.com/covetpy/platform/policy/rule"
)

var rbacNodesProxy = rule.Rule{
	ID:    "kubernetes-rbac-nodes-proxy",
	Title: "No cluster role reaches the kubelet through nodes/proxy",
	Why: "The kubelet runs commands in every container of its node, and asks neither admission control nor the audit log. " +
		"A GET is enough.",
	Fix:      "Take nodes/proxy out; metrics are read with nodes/metrics and nodes/stats.",
	Severity: rule.Critical,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    clusterRoles(),
	Controls: entitled(rule.CISEKS.IDs("4.1.10")...),
	Since:    since,
	Check:    refuse("it commands the kubelet, and with it every pod of the node", kube.NodesProxy...),
}
