package kubernetes

import (
	"github.com/covetpy/platform/policy/kube"
	"github.com/covetpy/platform/policy/rule"
)

var rbacVolumes = rule.Rule{
	ID:    "kubernetes-rbac-volumes",
	Title: "No cluster role creates persistent volumes",
	Why: "A volume of type hostPath is any folder of a node, and a volume that names an EBS disk is any disk of the " +
		"account. Claims are bound to volumes without a question about either.",
	Fix:      "Let the CSI driver make volumes for claims: grant persistentvolumeclaims.",
	Severity: rule.Medium,
	Levels:   rule.Levels{Dev: rule.Advisory, Staging: rule.Mandatory, Prod: rule.Mandatory},
	Types:    clusterRoles(),
	Controls: entitled(rule.CISEKS.IDs("4.1.9")...),
	Since:    since,
	Check:    refuse("it creates volumes, and so reaches any folder of a node", kube.Right{Resources: []string{"persistentvolumes"}, Verbs: []string{"create", "update", "patch"}}),
}
