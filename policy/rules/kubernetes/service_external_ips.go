package kubernetes

import (
	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/policy/rule/want"
)

var serviceExternalIPs = rule.Rule{
	ID:    "kubernetes-service-external-ips",
	Title: "Services claim no external addresses",
	Why: "Every node sends traffic for an address in externalIPs to the service's pods. Whoever writes a service can so " +
		"take over what others send to any address (CVE-2020-8554).",
	Fix:      "Leave spec.externalIPs out; publish the service through an ingress.",
	Severity: rule.Medium,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    patched(serviceType),
	Controls: segmented(),
	Since:    since,
	Check:    want.NotGiven("spec.externalIPs", "it takes over the traffic to these addresses"),
}
