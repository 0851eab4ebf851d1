package app

import (
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
)

// Labels of nodes by which capacity is known: the one that EKS puts on nodes of
// managed groups, and the one that Karpenter puts on its own. No node has both.
const (
	labelManagedCapacity   = "eks.amazonaws.com/capacityType"
	labelKarpenterCapacity = "karpenter.sh/capacity-type"
)

// Values of the two labels. Karpenter's "reserved" is on-demand capacity that was
// reserved before (Karpenter, "Well-Known Labels").
var (
	managedCapacity   = map[Capacity][]string{OnDemand: {"ON_DEMAND"}, Spot: {"SPOT"}}
	karpenterCapacity = map[Capacity][]string{OnDemand: {"on-demand", "reserved"}, Spot: {"spot"}}
)

// affinity holds pods to the nodes of their placement. The two terms are
// alternatives. Karpenter's comes first, as Karpenter tries one term after the
// other when it makes a node.
func (a *Args) affinity() *corev1.Affinity {
	return &corev1.Affinity{NodeAffinity: &corev1.NodeAffinity{
		RequiredDuringSchedulingIgnoredDuringExecution: &corev1.NodeSelector{NodeSelectorTerms: []corev1.NodeSelectorTerm{
			a.nodeTerm(labelKarpenterCapacity, karpenterCapacity),
			a.nodeTerm(labelManagedCapacity, managedCapacity),
		}},
	}}
}

func (a *Args) nodeTerm(label string, values map[Capacity][]string) corev1.NodeSelectorTerm {
	return corev1.NodeSelectorTerm{MatchExpressions: []corev1.NodeSelectorRequirement{
		{Key: corev1.LabelArchStable, Operator: corev1.NodeSelectorOpIn, Values: []string{string(a.Placement.Architecture)}},
		{Key: label, Operator: corev1.NodeSelectorOpIn, Values: values[a.Placement.Capacity]},
	}}
}

// spread keeps the pods of a colour apart, each revision by itself: counted
// together, the pods of the former one would push the new ones to where there are
// few of both, and when they are gone the new ones stand in a heap.
//
// Zones are a demand, as one that is lost should take no more than its share.
// With spot they are a wish: a zone that has none to sell would hold pods back.
// Hosts are a wish always, as otherwise every pod may want a machine of its own.
func (a *Args) spread(selector map[string]string) []corev1.TopologySpreadConstraint {
	zones := corev1.DoNotSchedule
	if a.Placement.Capacity == Spot {
		zones = corev1.ScheduleAnyway
	}
	return []corev1.TopologySpreadConstraint{
		constraint(corev1.LabelTopologyZone, zones, selector),
		constraint(corev1.LabelHostname, corev1.ScheduleAnyway, selector),
	}
}

func constraint(key string, otherwise corev1.UnsatisfiableConstraintAction, selector map[string]string) corev1.TopologySpreadConstraint {
	// A node that is being drained is tainted. Were it counted, its zone would ask
	// for pods that it can't take, and the demand could not be met.
	honour := corev1.NodeInclusionPolicyHonor
	return corev1.TopologySpreadConstraint{
		MaxSkew:           1,
		TopologyKey:       key,
		WhenUnsatisfiable: otherwise,
		LabelSelector:     &metav1.LabelSelector{MatchLabels: selector},
		MatchLabelKeys:    []string{labelRevision},
		NodeTaintsPolicy:  &honour,
	}
}

// labelRevision is what Deployments put on the pods of one revision.
const labelRevision = "pod-template-hash"
