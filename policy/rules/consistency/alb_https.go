package consistency

import "github.com/covetpy/platform/policy/rule"

const (
	loadBalancerType = "aws:lb/loadBalancer:LoadBalancer"
	listenerType     = "aws:lb/listener:Listener"
)

var albHTTPS = rule.Rule{
	ID:    "consistency-alb-https",
	Title: "A load balancer that sends clients to HTTPS answers there",
	Why: "A listener that redirects looks secure by itself. Without an HTTPS listener on the same load balancer the " +
		"redirect leads nowhere, and the hurried repair is to serve HTTP.",
	Fix:        "Add a listener with the protocol HTTPS to the same load balancer.",
	Severity:   rule.Medium,
	Levels:     rule.Everywhere(rule.Mandatory),
	Types:      []string{loadBalancerType, listenerType},
	Controls:   configured(append(rule.FSBP.IDs("ELB.1"), rule.NIST.IDs("SC-8(1)")...)...),
	Since:      since,
	CheckStack: checkALBHTTPS,
}

func checkALBHTTPS(s *rule.Stack, rep *rule.Report) {
	for _, lb := range s.OfType(loadBalancerType) {
		redirects, answers := rule.No, rule.No
		for _, l := range s.OfType(listenerType) {
			mine, protocol := rule.Refers(l, "loadBalancerArn", lb, "arn"), l.At("protocol")
			redirects = rule.Or(redirects, rule.And(mine, rule.Or(protocol.Blank(), protocol.Is("HTTP"))))
			answers = rule.Or(answers, rule.And(mine, protocol.Is("HTTPS")))
		}
		rep.On(lb).Require(rule.Or(rule.Not(redirects), answers), lb.At("name"), "it has an HTTP listener and none for HTTPS")
	}
}
