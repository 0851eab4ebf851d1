package kubernetes

import (
	"github.com/covetpy/platform/policy/kube"
	"github.com/covetpy/platform/policy/rule"
)

var rbacNetwork = rule.Rule{
	ID:    "kubernetes-rbac-network",
	Title: "No cluster role writes services, endpoints, ingresses or network policies that it does not list by name",
	Why: "Endpoints send a service's traffic to any address, an ingress publishes what was internal, and a network policy " +
		"that is deleted protects nobody. From a cluster role, that is so in every namespace.",
	Fix:      "Use a role in the namespace whose objects are one's own, or list the objects in resourceNames.",
	Severity: rule.High,
	Levels:   rule.Levels{Dev: rule.Advisory, Staging: rule.Mandatory, Prod: rule.Mandatory},
	Types:    clusterRoles(),
	Controls: entitled(),
	Since:    since,
	Check: refuse("it redirects or opens the network of every namespace", kube.Right{
		Resources: []string{"services", "endpoints"}, Verbs: kube.Writes(), UnlessNamed: true,
	}, kube.Right{
		Group: "discovery.k8s.io", Resources: []string{"endpointslices"}, Verbs: kube.Writes(), UnlessNamed: true,
	}, kube.Right{
		Group: "networking.k8s.io", Resources: []string{"ingresses", "networkpolicies"}, Verbs: kube.Writes(), UnlessNamed: true,
	}),
}
