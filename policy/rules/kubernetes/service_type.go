package kubernetes

import (
	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/policy/rule/want"
)

var serviceKind = rule.Rule{
	ID:    "kubernetes-service-type",
	Title: "Services are reached inside the cluster, or through the balancers of the stack",
	Why: "A service of type LoadBalancer makes a balancer that is not in the stack: no web ACL, no access log, no rule of " +
		"ours sees it. NodePort opens the port on every node.",
	Fix:      "Use ClusterIP and register the pods with a target group of the stack, or route to it by an ingress.",
	Severity: rule.High,
	Levels:   rule.Levels{Dev: rule.Advisory, Staging: rule.Mandatory, Prod: rule.Mandatory},
	Types:    patched(serviceType),
	Controls: segmented(),
	Since:    since,
	Check:    want.NotOneOf("spec.type", "it is published beside the balancers of the stack", "LoadBalancer", "NodePort"),
}
