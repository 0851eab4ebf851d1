package kubernetes

import "github.com/covetpy/platform/policy/rule"

var meshPeer = rule.Rule{
	ID:    "kubernetes-mesh-peer",
	Title: "No PeerAuthentication takes plain text",
	Why: "PERMISSIVE and DISABLE are for moving into the mesh. Left behind, on a namespace, on some pods or on one port, " +
		"they are the way in without a certificate.",
	Fix:      "Set the mode to STRICT, or leave it out to take that of the namespace above.",
	Severity: rule.High,
	Levels:   rule.Levels{Dev: rule.Advisory, Staging: rule.Mandatory, Prod: rule.Mandatory},
	Types:    []string{peerAuthentication},
	Controls: inTransit(),
	Since:    since,
	Check:    checkMeshPeer,
}

func checkMeshPeer(r *rule.Resource, rep *rule.Report) {
	modes := []rule.Value{r.At("spec.mtls.mode")}
	for _, port := range r.At("spec.portLevelMtls").Fields() {
		modes = append(modes, port.Value.At("mode"))
	}
	for _, mode := range modes {
		rep.Require(rule.Not(mode.Is("PERMISSIVE", "DISABLE")), mode, "plain text is taken: the mode is %s", mode.Quote())
	}
}
