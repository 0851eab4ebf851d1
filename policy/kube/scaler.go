package kube

import "github.com/covetpy/platform/policy/rule"

const (
	horizontalPodAutoscaler = "kubernetes:autoscaling/v2:HorizontalPodAutoscaler"
	scaledObject            = "kubernetes:keda.sh/v1alpha1:ScaledObject"
)

// Scales says whether an autoscaler sets the number of a workload's pods.
func Scales(scaler, workload *rule.Resource) rule.Truth {
	kind, _ := KindOf(workload)
	return rule.And(targets(scaler, kind), NamesBeside(scaler, scaler.At("spec.scaleTargetRef.name"), workload))
}

// targets says whether the target of an autoscaler is of a kind. KEDA takes a
// Deployment where none is named.
func targets(scaler *rule.Resource, wanted string) rule.Truth {
	kind := scaler.At("spec.scaleTargetRef.kind")
	byDefault := rule.And(rule.Of(scaler.Type == scaledObject && wanted == "Deployment"), rule.Not(kind.Present()))
	return rule.Or(kind.Is(wanted), byDefault)
}

// TargetsWorkload says whether the target of an autoscaler is of a kind whose pods
// the stack would show, unlike a kind that somebody else defined.
func TargetsWorkload(scaler *rule.Resource) rule.Truth {
	answers := []rule.Truth{rule.No}
	for _, w := range workloads {
		answers = append(answers, targets(scaler, w.kind))
	}
	return rule.Or(answers...)
}

// LeastPods is the smallest number of pods that a Deployment or a StatefulSet may
// have: the minimum of its autoscaler, or else its replicas.
func LeastPods(s *rule.Stack, workload *rule.Resource) (float64, rule.Truth) {
	pods, known := numberOr(workload.At("spec.replicas"), 1)
	for _, scaler := range s.OfType(Scalers()...) {
		switch Scales(scaler, workload) {
		case rule.Unknown:
			return 0, rule.Unknown
		case rule.Yes:
			pods, known = minimum(scaler)
		case rule.No:
		}
	}
	return pods, known
}

// minimum is the fewest pods that an autoscaler leaves: one by default, and none
// by KEDA's.
func minimum(scaler *rule.Resource) (float64, rule.Truth) {
	if scaler.Type == scaledObject {
		return numberOr(scaler.At("spec.minReplicaCount"), 0)
	}
	return numberOr(scaler.At("spec.minReplicas"), 1)
}

func numberOr(v rule.Value, unset float64) (float64, rule.Truth) {
	if v.Present() == rule.No {
		return unset, rule.Yes
	}
	return v.Number()
}
