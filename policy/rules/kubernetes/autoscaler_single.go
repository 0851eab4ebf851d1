package kubernetes

import (
	"slices"

	"github.com/covetpy/platform/policy/kube"
	"github.com/covetpy/platform/policy/rule"
)

var autoscalerSingle = rule.Rule{
	ID:    "kubernetes-autoscaler-single",
	Title: "No workload has two autoscalers",
	Why: "Two autoscalers take turns: one adds pods, the other takes them away, for ever. KEDA makes a " +
		"HorizontalPodAutoscaler of its own, so one beside a ScaledObject is a second.",
	Fix:        "Keep one. A ScaledObject takes several triggers, a HorizontalPodAutoscaler several metrics.",
	Severity:   rule.Medium,
	Levels:     rule.Everywhere(rule.Mandatory),
	Types:      slices.Concat(kube.WorkloadTypes(), kube.Scalers()),
	Controls:   available(rule.AWSWA.IDs("REL07-BP01")...),
	Since:      since,
	CheckStack: checkAutoscalerSingle,
}

func checkAutoscalerSingle(s *rule.Stack, rep *rule.Report) {
	for _, w := range s.OfType(kube.WorkloadTypes()...) {
		first := rule.No
		for _, scaler := range s.OfType(kube.Scalers()...) {
			scales := kube.Scales(scaler, w)
			name := scaler.At("spec.scaleTargetRef.name")
			rep.On(scaler).Require(rule.Not(rule.And(first, scales)), name, "another autoscaler sets the pods of %s already", w.Name)
			first = rule.Or(first, scales)
		}
	}
}
