package kubernetes

import "github.com/covetpy/platform/policy/rule"

var ingressTLS = rule.Rule{
	ID:    "kubernetes-ingress-tls",
	Title: "Every ingress is served by TLS",
	Why: "Without TLS, passwords and sessions of everyone who comes through the ingress can be read and changed on the " +
		"way.",
	Fix: "Give hosts and a secret in spec.tls; on a balancer of AWS, give the certificate in " +
		"alb.ingress.kubernetes.io/certificate-arn, or have listen-ports with HTTPS.",
	Severity: rule.High,
	Levels:   rule.Levels{Dev: rule.Advisory, Staging: rule.Mandatory, Prod: rule.Mandatory},
	Types:    []string{ingressType},
	Controls: inTransit(rule.CISEKS.IDs("5.4.5")...),
	Since:    since,
	Check:    checkIngressTLS,
}

func checkIngressTLS(r *rule.Resource, rep *rule.Report) {
	balancer, at := onALB(r), r.At("spec.tls")
	served := rule.Or(
		rule.And(balancer, listens(r, "HTTPS")),
		rule.And(rule.Not(balancer), rule.Not(at.Empty())),
	)
	rep.Require(served, at, "it is served without TLS")
}
