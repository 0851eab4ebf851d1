package kubernetes

import (
	"github.com/covetpy/platform/policy/kube"
	"github.com/covetpy/platform/policy/rule"
)

var serviceSources = rule.Rule{
	ID:    "kubernetes-service-sources",
	Title: "A balancer of a service lists who may reach it",
	Why: "Without loadBalancerSourceRanges the balancer's security group admits the whole internet, whatever the network " +
		"policies of the cluster say.",
	Fix: "List the ranges in spec.loadBalancerSourceRanges, or make the balancer internal with the annotation " +
		"service.beta.kubernetes.io/aws-load-balancer-scheme.",
	Severity: rule.High,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    []string{serviceType},
	Controls: segmented(),
	Since:    since,
	Check:    checkServiceSources,
}

// internalBalancer says whether the balancer of a service is within the VPC only.
// The second annotation is the older one.
func internalBalancer(r *rule.Resource) rule.Truth {
	const prefix = "service.beta.kubernetes.io/aws-load-balancer-"
	return rule.Or(annotation(r, prefix+"scheme").Is("internal"), annotation(r, prefix+"internal").IsTrue())
}

func checkServiceSources(r *rule.Resource, rep *rule.Report) {
	ranges := r.At("spec.loadBalancerSourceRanges")
	asked := rule.And(r.At("spec.type").Is("LoadBalancer"), rule.Not(internalBalancer(r)))
	rep.Require(rule.Not(rule.And(asked, ranges.Empty())), ranges, "no range is listed, so everyone may reach the balancer")
	for _, item := range ranges.Items() {
		rep.Require(rule.Not(rule.And(asked, kube.Wide(item))), item, "%s is most of the internet", item.Quote())
	}
}
