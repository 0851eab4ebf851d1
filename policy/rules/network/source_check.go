package network

import (
	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/policy/rule/want"
)

var sourceCheck = rule.Rule{
	ID:    "network-source-check",
	Title: "Network interfaces drop what is neither from them nor for them",
	Why: "With the check off an instance passes on the traffic of others: it becomes a router that no route table " +
		"and no flow log shows as one. NAT is what NAT gateways are for.",
	Fix:      "Leave sourceDestCheck unset or true.",
	Severity: rule.Medium,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    []string{"aws:ec2/networkInterface:NetworkInterface", "aws:ec2/instance:Instance"},
	Controls: exposure(rule.FSBP.IDs("EC2.180")...),
	Since:    "0.3.0",
	Check:    want.TrueOrUnset("sourceDestCheck", "the interface passes on the traffic of others"),
}
