package network

import (
	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/policy/rule/aws"
	"github.com/covetpy/platform/policy/rule/want"
)

var albHeaders = rule.Rule{
	ID:    "network-alb-headers",
	Title: "Application load balancers drop invalid headers",
	Why: "Balancer and server may read a malformed header differently, and in that difference a request hides " +
		"inside another (request smuggling). Unset means that such headers are passed on.",
	Fix:      "Set dropInvalidHeaderFields to true.",
	Severity: rule.Medium,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    []string{loadBalancerType},
	Controls: boundary(rule.FSBP.IDs("ELB.4")),
	Since:    since,
	Check: want.When(aws.IsApplication, "loadBalancerType",
		want.True("dropInvalidHeaderFields", "invalid headers reach the targets")),
}
