package kubernetes

import (
	"slices"

	"github.com/covetpy/platform/policy/kube"
	"github.com/covetpy/platform/policy/rule"
)

var autoscalerTarget = rule.Rule{
	ID:    "kubernetes-autoscaler-target",
	Title: "Every autoscaler has a workload to scale",
	Why: "An autoscaler whose target is misspelt, of another kind or in another namespace scales nothing. Nobody notices " +
		"until the load comes.",
	Fix:        "Let scaleTargetRef name the kind and the name of a workload in the same namespace.",
	Severity:   rule.Medium,
	Levels:     rule.Everywhere(rule.Mandatory),
	Types:      slices.Concat(kube.WorkloadTypes(), kube.Scalers(), []string{kube.ReleaseType}),
	Controls:   available(rule.AWSWA.IDs("REL07-BP01")...),
	Since:      since,
	CheckStack: checkAutoscalerTarget,
}

func checkAutoscalerTarget(s *rule.Stack, rep *rule.Report) {
	for _, scaler := range s.OfType(kube.Scalers()...) {
		// A kind that somebody else defined may scale what the stack doesn't show.
		exists := kube.Exists(s, s.OfType(kube.WorkloadTypes()...), func(w *rule.Resource) rule.Truth { return kube.Scales(scaler, w) })
		name := scaler.At("spec.scaleTargetRef.name")
		rep.On(scaler).Require(rule.Or(rule.Not(kube.TargetsWorkload(scaler)), exists), name, "no workload of this kind and namespace is called %s", name.Quote())
	}
}
