package operations

import (
	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/policy/rule/aws"
	"github.com/covetpy/platform/policy/rule/want"
)

const loadBalancerType = "aws:lb/loadBalancer:LoadBalancer"

var balancerLog = rule.Rule{
	ID:    "operations-balancer-log",
	Title: "Application load balancers log every request",
	Why: "The balancer is the only place that sees who asked for what before it is answered. Naming a bucket is " +
		"not enough: the log is off unless it is switched on.",
	Fix:      "Set accessLogs.bucket, and accessLogs.enabled to true.",
	Severity: rule.Medium,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    []string{loadBalancerType},
	Controls: recorded(rule.FSBP.IDs("ELB.5")...),
	Since:    since,
	Check: want.When(aws.IsApplication, "loadBalancerType", want.All(
		want.True("accessLogs.enabled", "requests are not logged"),
		want.Given("accessLogs.bucket", "requests are logged nowhere"),
	)),
}
