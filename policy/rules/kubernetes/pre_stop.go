package kubernetes

import (
	"github.com/covetpy/platform/policy/kube"
	"github.com/covetpy/platform/policy/rule"
)

// leastSleep is a setting.
const leastSleep = "seconds"

var preStop = rule.Rule{
	ID:    "kubernetes-pre-stop",
	Title: "A preStop hook waits until nobody sends requests any more",
	Why: "Nodes and load balancers hear that a pod leaves some seconds after it does. A hook that is shorter ends before " +
		"they have, and the requests that still come meet a closed port.",
	Fix:      "Let the hook sleep for as long as the load balancer takes to deregister a pod, and some seconds more.",
	Severity: rule.Medium,
	Levels:   rule.Levels{Dev: rule.Advisory, Staging: rule.Mandatory, Prod: rule.Mandatory},
	Types:    kube.Workloads(),
	Controls: available(),
	Settings: []rule.Setting{{
		Name: leastSleep, Doc: "The fewest seconds that a preStop hook sleeps, where there is one.",
		Number: &rule.PerTier[float64]{Dev: 5, Staging: 5, Prod: 5},
	}},
	Since: since,
	Check: containers(func(c kube.Container, rep *rule.Report) {
		sleep := c.At("lifecycle.preStop.sleep")
		if sleep.Present() == rule.No {
			return
		}
		seconds := sleep.At("seconds")
		rep.Require(rule.And(seconds.Present(), seconds.HoldsNumber(func(n float64) bool { return n >= rep.Number(leastSleep) })),
			seconds, "%s sleeps for less than %v s", c.Label(), rep.Number(leastSleep))
	}),
}
