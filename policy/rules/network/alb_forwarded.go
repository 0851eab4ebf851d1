package network

import (
	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/policy/rule/want"
)

var albForwarded = rule.Rule{
	ID:    "network-alb-forwarded",
	Title: "Services learn the address that a request came from",
	Why: "With preserve, X-Forwarded-For is what the client wrote: services limit, log and let in by an address that " +
		"the attacker chose. Unset adds the real one at the end.",
	Fix:      "Leave xffHeaderProcessingMode out, or set it to append or remove.",
	Severity: rule.Medium,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    []string{loadBalancerType},
	Controls: boundary(rule.NIST.IDs("AU-3")),
	Since:    since,
	Check:    want.NotOneOf("xffHeaderProcessingMode", "clients write the address that services see", "preserve"),
}
