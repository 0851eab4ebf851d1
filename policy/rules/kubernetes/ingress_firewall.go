package kubernetes

import "github.com/covetpy/platform/policy/rule"

var ingressFirewall = rule.Rule{
	ID:       "kubernetes-ingress-firewall",
	Title:    "Public balancers of ingresses have a web ACL",
	Why:      "A balancer that faces the internet without a web ACL passes every scan and every flood on to the pods.",
	Fix:      "Set alb.ingress.kubernetes.io/wafv2-acl-arn to the web ACL of the stack, or leave the scheme internal.",
	Severity: rule.High,
	Levels:   rule.Levels{Dev: rule.Advisory, Staging: rule.Mandatory, Prod: rule.Mandatory},
	Types:    []string{ingressType},
	Controls: segmented(),
	Since:    since,
	Check:    checkIngressFirewall,
}

func checkIngressFirewall(r *rule.Resource, rep *rule.Report) {
	acl, name := albAnnotation(r, "wafv2-acl-arn"), albAnnotation(r, "wafv2-acl-name")
	public := rule.And(onALB(r), albAnnotation(r, "scheme").Is("internet-facing"))
	if rule.And(public, rule.Not(acl.Present())) == rule.Unknown {
		rep.Undecided(acl, "aws:wafv2/webAcl:WebAcl")
		return
	}
	rep.Require(rule.Or(rule.Not(public), rule.Not(acl.Empty()), rule.Not(name.Empty())), acl, "it faces the internet without a web ACL")
}
