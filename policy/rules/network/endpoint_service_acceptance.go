package network

import (
	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/policy/rule/want"
)

var endpointServiceAcceptance = rule.Rule{
	ID:    "network-endpoint-service-acceptance",
	Title: "Endpoint services accept connections one by one",
	Why: "An endpoint service is a door into this network for other accounts. Without acceptance everyone on its list of " +
		"principals is in as soon as they ask, and nobody here learns of it.",
	Fix:      "Set acceptanceRequired to true, and accept connections with aws.ec2.VpcEndpointConnectionAccepter.",
	Severity: rule.Medium,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    []string{"aws:ec2/vpcEndpointService:VpcEndpointService"},
	Controls: boundary(),
	Since:    since,
	Check:    want.True("acceptanceRequired", "whoever is allowed to ask is connected"),
}
