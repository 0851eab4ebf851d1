package encryption

import "github.com/covetpy/platform/policy/rule"

const listenerRuleType = "aws:lb/listenerRule:ListenerRule"

var listenerRule = rule.Rule{
	ID:    "encryption-listener-rule",
	Title: "No listener rule serves, or sends clients to, plain HTTP",
	Why: "A rule goes before its listener's default action: on a listener that redirects everything to HTTPS, a " +
		"rule that forwards serves its hosts in plain text after all. A redirect to HTTP takes clients out of TLS.",
	Fix: "Put the rule on the HTTPS listener, and give redirects the protocol HTTPS (or #{protocol} on an HTTPS " +
		"listener).",
	Severity:   rule.High,
	Levels:     rule.Everywhere(rule.Mandatory),
	Types:      []string{listenerRuleType, listenerType},
	Controls:   inTransit(rule.FSBP.IDs("ELB.1")...),
	Since:      "0.3.0",
	CheckStack: checkListenerRules,
}

func checkListenerRules(s *rule.Stack, rep *rule.Report) {
	for _, r := range s.OfType(listenerRuleType) {
		on := rep.On(r)
		actions := r.At("actions")
		for _, action := range actions.Items() {
			to := action.At("redirect.protocol")
			on.Require(rule.Not(to.Is("HTTP")), to, "the redirect leads to plain HTTP")
		}
		insecure := rule.No
		for _, l := range s.OfType(listenerType) {
			insecure = rule.Or(insecure, rule.And(plain(l), rule.Refers(r, "listenerArn", l, "arn")))
		}
		on.Require(rule.Or(rule.Not(insecure), redirectsAll(actions)), actions, "the rule serves on a listener without TLS")
	}
}
