package kubernetes

import "github.com/covetpy/platform/policy/rule"

var meshDestination = rule.Rule{
	ID:    "kubernetes-mesh-destination",
	Title: "Destination rules keep TLS on, and check whom they talk to",
	Why: "A destination rule overrides what the mesh does by itself: with DISABLE, calls to the host go in plain text, and " +
		"with insecureSkipVerify anyone may answer for it.",
	Fix:      "Use ISTIO_MUTUAL inside the mesh and SIMPLE or MUTUAL outside, and leave insecureSkipVerify out.",
	Severity: rule.High,
	Levels:   rule.Levels{Dev: rule.Advisory, Staging: rule.Mandatory, Prod: rule.Mandatory},
	Types:    []string{destinationRule},
	Controls: inTransit(),
	Since:    since,
	Check:    checkMeshDestination,
}

func checkMeshDestination(r *rule.Resource, rep *rule.Report) {
	policies := []rule.Value{r.At("spec.trafficPolicy")}
	for _, subset := range r.At("spec.subsets").Items() {
		policies = append(policies, subset.At("trafficPolicy"))
	}
	for _, policy := range policies {
		settings := []rule.Value{policy.At("tls")}
		for _, port := range policy.At("portLevelSettings").Items() {
			settings = append(settings, port.At("tls"))
		}
		for _, tls := range settings {
			mode, skip := tls.At("mode"), tls.At("insecureSkipVerify")
			// The zero value of the mode is DISABLE, which Istio does not write.
			off := rule.Or(rule.Not(mode.Present()), mode.Is("DISABLE"))
			rep.Require(rule.Or(rule.Not(tls.Present()), rule.Not(off)), mode, "calls go in plain text")
			rep.Require(rule.Not(skip.IsTrue()), skip, "the certificate of the other side is not checked")
		}
	}
}
