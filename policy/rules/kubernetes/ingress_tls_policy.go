package kubernetes

import (
	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/policy/rule/aws"
)

var ingressTLSPolicy = rule.Rule{
	ID:    "kubernetes-ingress-tls-policy",
	Title: "Balancers of ingresses accept TLS 1.2 with forward secrecy, or better",
	Why: "The policy that a balancer has when none is named accepts TLS 1.0, which has been broken for years and which no " +
		"browser still speaks.",
	Fix:      "Set alb.ingress.kubernetes.io/ssl-policy to ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09 or another of the setting policies.",
	Severity: rule.Medium,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    []string{ingressType},
	Controls: inTransit(),
	Since:    since,
	Settings: []rule.Setting{{
		Name:  "policies",
		Doc:   "Security policies of Elastic Load Balancing that are accepted.",
		Texts: rule.Same(aws.TLSPolicies()),
	}},
	Check: checkIngressTLSPolicy,
}

func checkIngressTLSPolicy(r *rule.Resource, rep *rule.Report) {
	policy := albAnnotation(r, "ssl-policy")
	asked := rule.And(onALB(r), listens(r, "HTTPS"))
	rep.Require(rule.Or(rule.Not(asked), policy.Is(rep.Texts("policies")...)), policy,
		"old protocols or ciphers are accepted: the policy is %s", policy.Quote())
}
