package network

import (
	"strings"

	"github.com/covetpy/platform/policy/reach"
	"github.com/covetpy/platform/policy/rule"
)

const (
	listenerType     = "aws:lb/listener:Listener"
	listenerRuleType = "aws:lb/listenerRule:ListenerRule"
)

var httpRedirect = rule.Rule{
	ID:    "network-http-redirect",
	Title: "The internet is let in on port 80 only to be sent to HTTPS",
	Why: "What is answered over HTTP can be read and rewritten on the way: sessions, passwords, the page itself. Port 80 has " +
		"one use, to send browsers that were given no scheme to HTTPS.",
	Fix: "Make the default action of the listener on port 80, and those of its rules, a redirect to protocol HTTPS, or " +
		"close the port in the load balancer's group.",
	Severity: rule.Medium,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    append(reach.Types(), listenerRuleType),
	Controls: boundary(),
	Since:    since,
	CheckStack: func(s *rule.Stack, rep *rule.Report) {
		g := reach.Of(s)
		for _, lb := range g.Things(reach.LoadBalancer) {
			open := rule.No
			for _, group := range lb.Groups {
				entry := group.Entry()
				open = rule.Or(open, entry.Intersect(reach.PortBounds{Sure: reach.TCPPorts(80), Maybe: reach.TCPPorts(80)}).Some())
			}
			for _, l := range s.OfType(listenerType) {
				mine := rule.And(lb.Public, open, rule.Refers(l, "loadBalancerArn", lb.Resource), l.At("port").Is("80"))
				rep.On(l).Require(rule.Or(rule.Not(mine), redirects(l.At("defaultActions"))), l.At("defaultActions"),
					"the internet is answered over HTTP: the default action is no redirect to HTTPS")
				for _, special := range s.OfType(listenerRuleType) {
					on := rule.And(mine, rule.Refers(special, "listenerArn", l))
					rep.On(special).Require(rule.Or(rule.Not(on), redirects(special.At("actions"))), special.At("actions"),
						"the internet is answered over HTTP: the action is no redirect to HTTPS")
				}
			}
		}
	},
}

// redirects says whether all of some actions send to HTTPS.
func redirects(actions rule.Value) rule.Truth {
	answers := []rule.Truth{actions.Present()}
	for _, action := range actions.Items() {
		answers = append(answers, action.At("type").Is("redirect"), action.At("redirect.protocol").Holds(func(protocol string) bool {
			return strings.EqualFold(protocol, "HTTPS")
		}))
	}
	return rule.And(answers...)
}
