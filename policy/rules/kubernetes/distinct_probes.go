package kubernetes

import (
	"github.com/covetpy/platform/policy/kube"
	"github.com/covetpy/platform/policy/rule"
)

var distinctProbes = rule.Rule{
	ID:    "kubernetes-distinct-probes",
	Title: "A container is taken out of service before it is started again",
	Why: "Where liveness asks what readiness asks and gives up as soon, a container that is only busy is killed instead " +
		"of spared: its load falls on the others, and they go the same way.",
	Fix: "Ask for liveness at another place, or give it a greater failureThreshold or periodSeconds than the readiness " +
		"probe has.",
	Severity: rule.Low,
	Levels:   rule.Everywhere(rule.Advisory),
	Types:    kube.Workloads(),
	Controls: available(),
	Since:    since,
	Check: containers(func(c kube.Container, rep *rule.Report) {
		live, ready := c.At("livenessProbe"), c.At("readinessProbe")
		same := []rule.Truth{rule.No}
		for _, handler := range []string{"httpGet", "tcpSocket", "grpc", "exec"} {
			same = append(same, alike(live.At(handler), ready.At(handler)))
		}
		wrong := rule.And(rule.Or(same...), noMorePatient(live, ready))
		rep.Require(rule.Not(wrong), live, "%s is killed as soon as it is unready", c.Label())
	}),
}

// alike says whether two handlers are there and ask the same.
func alike(a, b rule.Value) rule.Truth {
	left, leftKnown := a.JSON()
	right, rightKnown := b.JSON()
	if known := rule.And(leftKnown, rightKnown); known != rule.Yes {
		return known
	}
	return rule.Of(left == right)
}

// noMorePatient says whether one probe gives up as soon as another, or sooner.
func noMorePatient(a, b rule.Value) rule.Truth {
	left, leftKnown := patience(a)
	right, rightKnown := patience(b)
	if known := rule.And(leftKnown, rightKnown); known != rule.Yes {
		return known
	}
	return rule.Of(left <= right)
}

// patience is how many seconds a probe fails before something is done.
func patience(probe rule.Value) (float64, rule.Truth) {
	threshold, thresholdKnown := numberOr(probe.At("failureThreshold"), 3)
	period, periodKnown := numberOr(probe.At("periodSeconds"), 10)
	return threshold * period, rule.And(thresholdKnown, periodKnown)
}

// numberOr is a value's number, or what Kubernetes takes where there is none.
func numberOr(v rule.Value, byDefault float64) (float64, rule.Truth) {
	n, known := v.Number()
	if known == rule.No || known == rule.Yes && n == 0 {
		return byDefault, rule.Yes
	}
	return n, known
}
