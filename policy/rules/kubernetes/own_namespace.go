package kubernetes

import (
	"slices"
	"strings"

	"github.com/covetpy/platform/policy/kube"
	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/policy/rule/want"
)

var ownNamespace = rule.Rule{
	ID:    "kubernetes-own-namespace",
	Title: "Nothing is put into the default namespace or into those of the cluster itself",
	Why: "Rights, network policies, quotas and pod security are given by namespace. In default everything is together; " +
		"in kube-system it sits beside what runs the cluster, with its exceptions. Unset means default.",
	Fix:      "Make a Namespace for the application and set metadata.namespace to it.",
	Severity: rule.Low,
	Levels:   rule.Everywhere(rule.Advisory),
	Types:    namespaced(),
	Controls: identified(rule.CISEKS.ID("4.5.1"), rule.CISEKS.ID("4.5.2")),
	Since:    since,
	Check: func(r *rule.Resource, rep *rule.Report) {
		at := r.At("metadata.namespace")
		shared := at.Is("default", "kube-system", "kube-public", "kube-node-lease")
		want.Value(rep, at, "the namespace is not the application's own", rule.And(rule.Not(at.Blank()), rule.Not(shared)))
	},
}

// namespaced is the types that live in a namespace. A patch is where the object
// that it patches is, and chooses nothing.
func namespaced() []string {
	types := append(kube.Workloads(),
		"kubernetes:autoscaling/v2:HorizontalPodAutoscaler",
		"kubernetes:core/v1:ConfigMap",
		"kubernetes:core/v1:PersistentVolumeClaim",
		"kubernetes:core/v1:Secret",
		"kubernetes:core/v1:Service",
		"kubernetes:core/v1:ServiceAccount",
		"kubernetes:networking.k8s.io/v1:Ingress",
		"kubernetes:networking.k8s.io/v1:NetworkPolicy",
		"kubernetes:policy/v1:PodDisruptionBudget",
		"kubernetes:rbac.authorization.k8s.io/v1:Role",
		"kubernetes:rbac.authorization.k8s.io/v1:RoleBinding",
	)
	return slices.DeleteFunc(types, func(token string) bool { return strings.HasSuffix(token, "Patch") })
}
