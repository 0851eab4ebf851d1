package kubernetes

import (
	"github.com/covetpy/platform/policy/kube"
	"github.com/covetpy/platform/policy/rule"
)

var rbacServiceStatus = rule.Rule{
	ID:    "kubernetes-rbac-service-status",
	Title: "No role writes the status of services",
	Why: "The addresses in a service's status are answered on every node. Whoever writes them takes over traffic that pods " +
		"send to any address (CVE-2020-8554).",
	Fix:      "Take services/status out; only the controller of load balancers writes it.",
	Severity: rule.Medium,
	Levels:   rule.Levels{Dev: rule.Advisory, Staging: rule.Mandatory, Prod: rule.Mandatory},
	Types:    roles(),
	Controls: entitled(),
	Since:    since,
	Check:    refuse("it redirects traffic by writing the status of a service", kube.Right{Resources: []string{"services/status"}, Verbs: []string{"update", "patch"}}),
}
