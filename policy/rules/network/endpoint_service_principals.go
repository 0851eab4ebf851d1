package network

import (
	"strings"

	"github.com/covetpy/platform/policy/rule"
)

var endpointServicePrincipals = rule.Rule{
	ID:    "network-endpoint-service-principals",
	Title: "Endpoint services name the accounts that may connect",
	Why: "A principal of * offers the door to every AWS customer: they find the service by its name and ask, and one " +
		"connection that is accepted by mistake leads past every firewall of the internet's side.",
	Fix:      "List ARNs of accounts, roles or users, without wildcards.",
	Severity: rule.High,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types: []string{
		"aws:ec2/vpcEndpointService:VpcEndpointService",
		"aws:ec2/vpcEndpointServiceAllowedPrinciple:VpcEndpointServiceAllowedPrinciple",
	},
	Controls: boundary(rule.NIST.IDs("AC-3")),
	Since:    since,
	Check: func(r *rule.Resource, rep *rule.Report) {
		for _, path := range []string{"allowedPrincipals", "principalArn"} {
			for _, item := range r.At(path).Items() {
				named := item.Holds(func(arn string) bool { return !strings.ContainsAny(arn, "*?") })
				rep.Require(named, item, "%s is more than one principal", item.Quote())
			}
		}
	},
}
