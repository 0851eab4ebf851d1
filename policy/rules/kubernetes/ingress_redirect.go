package kubernetes

import "github.com/covetpy/platform/policy/rule"

var ingressRedirect = rule.Rule{
	ID:       "kubernetes-ingress-redirect",
	Title:    "An ingress that listens for HTTP redirects to HTTPS",
	Why:      "A link without https stays on HTTP for the whole visit, with its session, though the certificate is there.",
	Fix:      "Set alb.ingress.kubernetes.io/ssl-redirect to the HTTPS port; on nginx, take ssl-redirect \"false\" out.",
	Severity: rule.Medium,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    []string{ingressType},
	Controls: inTransit(),
	Since:    since,
	Check:    checkIngressRedirect,
}

func checkIngressRedirect(r *rule.Resource, rep *rule.Report) {
	redirect := albAnnotation(r, "ssl-redirect")
	both := rule.And(onALB(r), listens(r, "HTTP"), listens(r, "HTTPS"))
	// Before ssl-redirect there was an action of that name.
	redirects := rule.Or(rule.Not(redirect.Empty()), albAnnotation(r, "actions.ssl-redirect").Present())
	rep.Require(rule.Or(rule.Not(both), redirects), redirect, "HTTP is answered without a redirect to HTTPS")
	for _, name := range []string{"ssl-redirect", "force-ssl-redirect"} {
		nginx := annotation(r, "nginx.ingress.kubernetes.io/"+name)
		rep.Require(rule.Or(rule.Not(nginx.Present()), nginx.IsTrue()), nginx, "HTTP is answered without a redirect to HTTPS")
	}
}
