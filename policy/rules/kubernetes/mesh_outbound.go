package kubernetes

import (
	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/policy/rule/want"
)

var meshOutbound = rule.Rule{
	ID:    "kubernetes-mesh-outbound",
	Title: "Sidecars lead to declared hosts alone",
	Why: "With ALLOW_ANY a sidecar passes on whatever its pod calls, to any host: no timeout, no circuit breaker and no " +
		"record by name, and a program that was taken over has a way out.",
	Fix:      "Set outboundTrafficPolicy to REGISTRY_ONLY, and declare hosts outside with a ServiceEntry.",
	Severity: rule.Medium,
	Levels:   rule.Levels{Dev: rule.Advisory, Staging: rule.Mandatory, Prod: rule.Mandatory},
	Types:    []string{"kubernetes:networking.istio.io/v1:Sidecar"},
	Controls: segmented(),
	Since:    since,
	Check: want.All(
		want.NotOneOf("spec.outboundTrafficPolicy.mode", "any host may be called", "ALLOW_ANY"),
		// The zero value is REGISTRY_ONLY, and is not written; without the message the
		// mesh's own setting holds, which by default is to allow.
		func(r *rule.Resource, rep *rule.Report) {
			at := r.At("spec.outboundTrafficPolicy")
			rep.Require(at.Present(), at, "it is left to the mesh which hosts may be called")
		},
	),
}
