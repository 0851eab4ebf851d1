package network

import (
	"github.com/covetpy/platform/policy/reach"
	"github.com/covetpy/platform/policy/rule"
)

var instanceRoutes = rule.Rule{
	ID:    "network-instance-routes",
	Title: "Default routes lead to gateways, not to instances",
	Why: "An instance that forwards a tier's traffic is a single machine to patch, to size and to lose: when it stops, " +
		"everything behind it does, and whoever takes it over reads and redirects all that passes.",
	Fix:      "Lead the route to a NAT gateway (natGatewayId), or to an endpoint of a firewall (vpcEndpointId).",
	Severity: rule.Medium,
	Levels:   rule.Levels{Dev: rule.Advisory, Staging: rule.Mandatory, Prod: rule.Mandatory},
	Types:    reach.RouteTypes(),
	Controls: boundary(),
	Since:    since,
	CheckStack: func(s *rule.Stack, rep *rule.Report) {
		noDefaultRoute(s, rep, "a default route leads to an instance", "networkInterfaceId", "instanceId")
	},
}
