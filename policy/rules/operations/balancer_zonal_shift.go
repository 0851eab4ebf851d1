package operations

import (
	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/policy/rule/want"
)

var balancerZonalShift = rule.Rule{
	ID:    "operations-balancer-zonal-shift",
	Title: "Traffic can be moved away from a zone that is impaired",
	Why: "A zone that is half broken passes health checks and fails requests. With zonal shift one call takes it out of " +
		"the load balancer's answers within minutes; switched on only then, it is an update in the middle of an outage.",
	Fix:      "Set enableZonalShift to true.",
	Severity: rule.Low,
	Levels:   rule.Levels{Dev: rule.Disabled, Staging: rule.Advisory, Prod: rule.Advisory},
	Types:    []string{loadBalancerType},
	Controls: available(),
	Since:    since,
	Check: want.When(func(r *rule.Resource) rule.Truth {
		return rule.Not(r.At("loadBalancerType").Is("gateway"))
	}, "loadBalancerType", want.True("enableZonalShift", "traffic can't be moved away from a zone")),
}
