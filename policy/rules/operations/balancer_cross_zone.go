package operations

import (
	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/policy/rule/aws"
	"github.com/covetpy/platform/policy/rule/want"
)

var balancerCrossZone = rule.Rule{
	ID:    "operations-balancer-cross-zone",
	Title: "Network and gateway load balancers use the targets of every zone",
	Why: "Without it each zone's address serves from its own targets: where a zone has few, or none that are " +
		"healthy, a share of the clients is served badly while others idle. (Application load balancers always do.)",
	Fix:      "Set enableCrossZoneLoadBalancing to true.",
	Severity: rule.Low,
	Levels:   rule.Everywhere(rule.Advisory),
	Types:    []string{loadBalancerType},
	Controls: available(),
	Since:    since,
	Check: want.When(func(r *rule.Resource) rule.Truth { return rule.Not(aws.IsApplication(r)) }, "loadBalancerType",
		want.True("enableCrossZoneLoadBalancing", "each zone serves from its own targets")),
}
