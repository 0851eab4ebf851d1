package encryption

import "github.com/covetpy/platform/policy/rule"

var listenerMTLS = rule.Rule{
	ID:    "encryption-listener-mtls",
	Title: "Listeners that ask for client certificates verify them",
	Why: "In the mode passthrough the load balancer hands any certificate on, self-signed ones included, and " +
		"whoever forgets to check it lets everyone in. Ignoring expiry keeps certificates alive that nobody can " +
		"withdraw.",
	Fix:      "Set mutualAuthentication.mode to verify and leave ignoreClientCertificateExpiry false.",
	Severity: rule.Medium,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    []string{listenerType},
	Controls: inTransit(rule.NIST.IDs("IA-5(2)")...),
	Since:    "0.3.0",
	Check: func(r *rule.Resource, rep *rule.Report) {
		mode, expired := r.At("mutualAuthentication.mode"), r.At("mutualAuthentication.ignoreClientCertificateExpiry")
		off := rule.Or(mode.Blank(), mode.Is("off"))
		rep.Require(rule.Or(off, mode.Is("verify")), mode, "client certificates are not verified: the mode is %s", mode.Quote())
		rep.Require(rule.Or(off, rule.Not(expired.IsTrue())), expired, "expired client certificates are accepted")
	},
}
