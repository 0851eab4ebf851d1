package encryption

import "github.com/covetpy/platform/policy/rule"

const listenerType = "aws:lb/listener:Listener"

var listener = rule.Rule{
	ID:    "encryption-listener",
	Title: "Listeners speak TLS, or only send clients to where TLS is",
	Why: "What goes in plain text over the internet is read and changed on the way: logins, cookies, pages. A " +
		"listener without a protocol speaks HTTP. A default action that answers, instead of redirecting, serves " +
		"those who never ask for TLS.",
	Fix: "Set protocol to HTTPS (TLS on a network load balancer), or make a redirect with protocol HTTPS the " +
		"listener's only default action.",
	Severity: rule.High,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    []string{listenerType},
	Controls: inTransit(append(rule.FSBP.IDs("ELB.1", "ELB.18"), rule.CISEKS.IDs("5.4.5")...)...),
	Since:    "0.3.0",
	Check: func(r *rule.Resource, rep *rule.Report) {
		protocol := r.At("protocol")
		redirects := rule.And(plain(r), redirectsAll(r.At("defaultActions")))
		// QUIC is TLS by its own definition; GENEVE carries what another balancer let in.
		secure := protocol.Is("HTTPS", "TLS", "QUIC", "GENEVE")
		rep.Require(rule.Or(secure, redirects), protocol, "the listener serves without TLS: its protocol is %s", protocol.Quote())
	},
}

// plain says whether a listener speaks HTTP, as it does when nothing is said.
func plain(r *rule.Resource) rule.Truth {
	return rule.Or(r.At("protocol").Blank(), r.At("protocol").Is("HTTP"))
}

// redirectsAll says whether a listener or a rule only sends clients to HTTPS. A
// redirect without a protocol keeps the one that the client came with.
func redirectsAll(actions rule.Value) rule.Truth {
	answers := []rule.Truth{rule.Not(actions.Empty())}
	for _, action := range actions.Items() {
		answers = append(answers, action.At("type").Is("redirect"), action.At("redirect.protocol").Is("HTTPS"))
	}
	return rule.And(answers...)
}
