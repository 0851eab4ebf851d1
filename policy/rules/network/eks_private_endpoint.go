package network

import (
	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/policy/rule/want"
)

var eksPrivateEndpoint = rule.Rule{
	ID:    "network-eks-private-endpoint",
	Title: "The Kubernetes API has an endpoint inside the network",
	Why: "Without it, nodes and pods call the API over the internet: their traffic leaves the network, and a " +
		"fault of the gateway takes the nodes with it. Unset means without.",
	Fix:      "Set vpcConfig.endpointPrivateAccess to true.",
	Severity: rule.Medium,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    []string{eksCluster},
	Controls: boundary(rule.CISEKS.IDs("5.4.2")),
	Since:    since,
	Check:    want.True("vpcConfig.endpointPrivateAccess", "the API server has no endpoint inside the network"),
}
