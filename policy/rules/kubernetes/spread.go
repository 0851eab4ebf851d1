package kubernetes

import (
	"github.com/covetpy/platform/policy/kube"
	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/policy/rule/want"
)

var spread = rule.Rule{
	ID:    "kubernetes-spread",
	Title: "The pods of a workload are spread over availability zones",
	Why: "The scheduler's own spreading gives way as soon as one zone has more room: several replicas in one zone, or " +
		"on one node, go down together.",
	Fix: "Add a topologySpreadConstraint, or a podAntiAffinity, whose topologyKey is topology.kubernetes.io/zone and whose " +
		"labelSelector selects these very pods. One by kubernetes.io/hostname may stand beside it.",
	Severity: rule.Low,
	Levels:   rule.Everywhere(rule.Advisory),
	Types:    kube.Workloads("Deployment", "StatefulSet"),
	Controls: available(rule.Control{Framework: rule.NIST, ID: "CP-10"}),
	Since:    since,
	Check: pods(func(p kube.Pod, rep *rule.Report) {
		constraints, rules := p.Spec.At("topologySpreadConstraints"), p.Spec.At("affinity.podAntiAffinity")
		labels := p.Meta.At("labels")
		if p.Silent(constraints) {
			return
		}
		replicas := p.Resource.At("spec.replicas")
		// One pod can't be spread; without a number an autoscaler may make more.
		answers := []rule.Truth{rule.And(replicas.Present(), rule.Not(want.Least(replicas, 2)))}
		for _, item := range constraints.Items() {
			answers = append(answers, byZone(item, labels))
		}
		for _, item := range rules.At("requiredDuringSchedulingIgnoredDuringExecution").Items() {
			answers = append(answers, byZone(item, labels))
		}
		for _, item := range rules.At("preferredDuringSchedulingIgnoredDuringExecution").Items() {
			answers = append(answers, byZone(item.At("podAffinityTerm"), labels))
		}
		rep.Require(rule.Or(answers...), constraints, "all pods may be in one zone")
	}),
}

// byZone says whether a term spreads pods with these labels: one that selects
// others, or that has no selector and so selects none, counts nothing.
func byZone(term rule.Value, labels rule.Value) rule.Truth {
	return rule.And(
		term.At("topologyKey").Is("topology.kubernetes.io/zone", "failure-domain.beta.kubernetes.io/zone"),
		kube.Selects(term.At("labelSelector"), labels))
}
