package network

import (
	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/policy/rule/want"
)

var wafFailOpen = rule.Rule{
	ID:    "network-waf-fail-open",
	Title: "Load balancers refuse requests that the firewall could not judge",
	Why: "With fail-open, whoever manages to overload or disturb the firewall has requests passed on unjudged. " +
		"Refusing them for that minute is the safe mistake.",
	Fix:      "Leave enableWafFailOpen unset, or set it to false.",
	Severity: rule.Medium,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    []string{loadBalancerType},
	Controls: boundary(),
	Since:    since,
	Check:    want.False("enableWafFailOpen", "requests pass when the firewall can't be asked"),
}
