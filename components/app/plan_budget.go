package app

import (
	policyv1 "k8s.io/api/policy/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/util/intstr"
)

// From manyPods on, a share of the pods may go at once instead of one: a cluster
// whose nodes are all renewed would otherwise take hours.
const (
	manyPods  = 8
	manyShare = "25%"
)

// budget is how many pods of a colour may be missing on purpose, while nodes are
// emptied; nil where there is never more than one pod, as a budget of one pod either
// promises nothing or keeps its node from ever being emptied.
//
// It says how many may go and not how many have to stay, so that it means the same
// whatever number the autoscaler has come to.
func (a *Args) budget(r Running) *policyv1.PodDisruptionBudget {
	spec := policyv1.PodDisruptionBudgetSpec{
		Selector: &metav1.LabelSelector{MatchLabels: a.selector(a.component(), r.Colour)},
		// A pod that is not ready serves nobody, and would hold its node for as long as
		// it fails.
		UnhealthyPodEvictionPolicy: new(policyv1.AlwaysAllow),
	}
	switch d := a.Scaling.Disruption; {
	case d != nil && d.MinAvailable > 0:
		spec.MinAvailable = new(intstr.FromInt32(count(d.MinAvailable)))
	case d != nil:
		spec.MaxUnavailable = new(intstr.FromInt32(count(d.MaxUnavailable)))
	case a.Scaling.Most() <= 1:
		return nil
	case a.Scaling.Least() >= manyPods:
		spec.MaxUnavailable = new(intstr.FromString(manyShare))
	default:
		spec.MaxUnavailable = new(intstr.FromInt32(1))
	}
	return &policyv1.PodDisruptionBudget{ObjectMeta: a.colourMeta(r.Colour), Spec: spec}
}
