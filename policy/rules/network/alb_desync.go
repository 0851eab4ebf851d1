package network

import (
	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/policy/rule/aws"
	"github.com/covetpy/platform/policy/rule/want"
)

var albDesync = rule.Rule{
	ID:    "network-alb-desync",
	Title: "Application load balancers defend against request smuggling",
	Why: "In the mode monitor the balancer passes ambiguous requests on to servers that may see two requests in " +
		"one, with the second taken for another client's. Unset means defensive, which is well.",
	Fix:      "Set desyncMitigationMode to strictest or defensive.",
	Severity: rule.Medium,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    []string{loadBalancerType},
	Controls: boundary(rule.FSBP.IDs("ELB.12")),
	Since:    since,
	Check: want.When(aws.IsApplication, "loadBalancerType",
		want.Truthful("desyncMitigationMode", "ambiguous requests are passed on", func(v rule.Value) rule.Truth {
			return rule.Or(v.Blank(), v.Is("defensive", "strictest"))
		})),
}
