package operations

import (
	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/policy/rule/want"
)

var balancerConnectionLog = rule.Rule{
	ID:    "operations-balancer-connection-log",
	Title: "Public application load balancers log every connection",
	Why: "Who fails to agree on TLS, or sends no request at all, is in no access log: scans, clients that an update cut " +
		"off and attempts with stolen client certificates are seen in the connection log alone.",
	Fix:      "Set connectionLogs.bucket, and connectionLogs.enabled to true.",
	Severity: rule.Low,
	Levels:   rule.Everywhere(rule.Advisory),
	Types:    []string{loadBalancerType},
	Controls: recorded(rule.NIST.IDs("AU-2")...),
	Since:    since,
	Check: want.When(func(r *rule.Resource) rule.Truth {
		return rule.And(isApplication(r), rule.Not(r.At("internal").IsTrue()))
	}, "loadBalancerType", want.All(
		want.True("connectionLogs.enabled", "connections are not logged"),
		want.Given("connectionLogs.bucket", "connections are logged nowhere"),
	)),
}
