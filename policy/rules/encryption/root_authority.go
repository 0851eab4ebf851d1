package encryption

import "github.com/covetpy/platform/policy/rule"

var rootAuthority = rule.Rule{
	ID:    "encryption-root-authority",
	Title: "Private root authorities are switched off",
	Why: "A root that is on signs whatever a stolen right asks for, and everyone who trusts it trusts that. It is " +
		"needed for as long as it takes to sign a subordinate authority.",
	Fix:      "Issue from a subordinate authority, and set enabled of the root to false.",
	Severity: rule.Medium,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    []string{"aws:acmpca/certificateAuthority:CertificateAuthority"},
	Controls: inTransit(append(rule.FSBP.IDs("PCA.1"), rule.NIST.IDs("SC-17")...)...),
	Since:    "0.3.0",
	Check: func(r *rule.Resource, rep *rule.Report) {
		on := r.At("enabled")
		off := rule.And(on.Present(), rule.Not(on.IsTrue()))
		rep.Require(rule.Or(rule.Not(r.At("type").Is("ROOT")), off), on, "the root authority can sign")
	},
}
