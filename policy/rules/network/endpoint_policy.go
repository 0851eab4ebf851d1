package network

import "github.com/covetpy/platform/policy/rule"

const (
	endpointType       = "aws:ec2/vpcEndpoint:VpcEndpoint"
	endpointPolicyType = "aws:ec2/vpcEndpointPolicy:VpcEndpointPolicy"
)

var endpointPolicy = rule.Rule{
	ID:    "network-endpoint-policy",
	Title: "Every VPC endpoint has a policy of its own",
	Why: "Without a policy AWS writes one that allows everyone everything: through the endpoint a stolen program carries " +
		"data to a bucket or a queue of any other account, past every rule about the internet. (What a policy grants " +
		"is judged by identity-open-principal.)",
	Fix: "Set policy on the endpoint, or add aws.ec2.VpcEndpointPolicy, that allows the account's principals or the " +
		"account's resources.",
	Severity: rule.Medium,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    []string{endpointType, endpointPolicyType},
	Controls: boundary(rule.NIST.IDs("AC-4")),
	Since:    since,
	CheckStack: func(s *rule.Stack, rep *rule.Report) {
		for _, endpoint := range s.OfType(endpointType) {
			// Endpoints of appliances take no policy.
			bare := endpoint.At("vpcEndpointType").Is("GatewayLoadBalancer", "ServiceNetwork", "Resource")
			at := endpoint.At("policy")
			holds := rule.Or(bare, rule.Not(at.Blank()), s.Any([]string{endpointPolicyType}, "vpcEndpointId", endpoint))
			rep.On(endpoint).Require(holds, at, "it has no policy, so AWS's lets everyone do everything through it")
		}
	},
}
