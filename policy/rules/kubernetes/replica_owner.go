package kubernetes

import (
	"slices"

	"github.com/covetpy/platform/policy/kube"
	"github.com/covetpy/platform/policy/rule"
)

var replicaOwner = rule.Rule{
	ID:    "kubernetes-replica-owner",
	Title: "No workload under an autoscaler has a fixed number of replicas",
	Why: "Every deployment of the stack sets the number back to what is written, in the middle of the peak that the " +
		"autoscaler had grown it for, and takes the pods away.",
	Fix:        "Leave spec.replicas out where an autoscaler sets it.",
	Severity:   rule.Medium,
	Levels:     rule.Everywhere(rule.Mandatory),
	Types:      slices.Concat(kube.WorkloadTypes(), kube.Scalers()),
	Controls:   available(rule.AWSWA.IDs("REL07-BP01")...),
	Since:      since,
	CheckStack: checkReplicaOwner,
}

func checkReplicaOwner(s *rule.Stack, rep *rule.Report) {
	for _, w := range s.OfType(kube.WorkloadTypes()...) {
		written := kube.Written(w, "spec.replicas")
		for _, scaler := range s.OfType(kube.Scalers()...) {
			rep.On(w).Require(rule.Not(rule.And(kube.Scales(scaler, w), written.Present())), w.At("spec.replicas"),
				"it is %s here, and %s sets it too", written.Quote(), scaler.Name)
		}
	}
}
