package kubernetes

import (
	"github.com/covetpy/platform/policy/kube"
	"github.com/covetpy/platform/policy/rule"
)

// defaultGrace is the grace period of pods that name none, in seconds, and
// leastGrace the least in which a process ends what it does.
const (
	defaultGrace = 30
	leastGrace   = 5
)

var gracePeriod = rule.Rule{
	ID:    "kubernetes-grace-period",
	Title: "A pod has time left to end after its preStop hook",
	Why: "The grace period runs while the hook does. When it is over the container is killed: with a hook as long as the " +
		"period, the server never gets to finish the requests that it holds.",
	Fix:      "Make terminationGracePeriodSeconds longer than the hook's sleep, by the time that requests take to end.",
	Severity: rule.Medium,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    kube.Workloads(),
	Controls: available(),
	Since:    since,
	Check: pods(func(p kube.Pod, rep *rule.Report) {
		grace := p.Spec.At("terminationGracePeriodSeconds")
		if p.Silent(grace) {
			return
		}
		seconds, known := grace.Number()
		if grace.Present() == rule.No {
			seconds, known = defaultGrace, rule.Yes
		}
		if known == rule.Yes {
			rep.Require(rule.Of(seconds >= leastGrace), grace, "%v s are no time to end in", seconds)
		}
		for _, c := range p.Containers() {
			sleep := c.At("lifecycle.preStop.sleep.seconds")
			if sleep.Present() == rule.No {
				continue
			}
			shorter := known
			if known == rule.Yes {
				shorter = sleep.HoldsNumber(func(n float64) bool { return n < seconds })
			}
			rep.Require(shorter, grace, "%s sleeps for as long as its grace period, %v s, or longer", c.Label(), seconds)
		}
	}),
}
