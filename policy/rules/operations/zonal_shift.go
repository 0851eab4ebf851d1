package operations

import (
	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/policy/rule/want"
)

var zonalShift = rule.Rule{
	ID:    "operations-zonal-shift",
	Title: "The cluster can be led out of a zone that fails",
	Why: "A zone often fails halfway: its nodes answer their checks while requests to them are lost. Registered for zonal " +
		"shift, the traffic between pods leaves the zone at one call; without, somebody cordons nodes by hand, one by " +
		"one, while it burns.",
	Fix:      "Set zonalShiftConfig.enabled to true.",
	Severity: rule.Low,
	Levels:   rule.Levels{Dev: rule.Disabled, Staging: rule.Advisory, Prod: rule.Advisory},
	Types:    []string{"aws:eks/cluster:Cluster"},
	Controls: available(rule.Control{Framework: rule.AWSWA, ID: "REL10"}),
	Since:    since,
	Check:    want.True("zonalShiftConfig.enabled", "traffic can't be led out of a zone"),
}
