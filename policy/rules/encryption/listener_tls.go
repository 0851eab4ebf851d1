package encryption

import (
	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/policy/rule/aws"
)

const settingPolicies = "policies"

var listenerTLS = rule.Rule{
	ID:    "encryption-listener-tls",
	Title: "Listeners with TLS accept version 1.2 and later",
	Why: "TLS 1.0 and 1.1 are broken, and whoever sits in between can talk a client down to them while the " +
		"listener accepts them. Unset means ELBSecurityPolicy-2016-08, which does. Names that look alike differ: " +
		"TLS13-1-0 and TLS13-1-1 accept the old versions too.",
	Fix:      "Set sslPolicy to ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09 or another of the setting policies.",
	Severity: rule.High,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    []string{listenerType},
	Controls: inTransit(rule.FSBP.IDs("ELB.17")...),
	Settings: []rule.Setting{{Name: settingPolicies, Doc: "The security policies of ELB that are accepted.", Texts: rule.Same(aws.TLSPolicies())}},
	Since:    "0.3.0",
	Check: func(r *rule.Resource, rep *rule.Report) {
		policy := r.At("sslPolicy")
		asked := r.At("protocol").Is("HTTPS", "TLS")
		rep.Require(rule.Or(rule.Not(asked), policy.Is(rep.Texts(settingPolicies)...)), policy,
			"the listener may accept TLS older than 1.2: its policy is %s", policy.Quote())
	},
}
