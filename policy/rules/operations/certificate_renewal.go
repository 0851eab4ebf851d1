package operations

import (
	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/policy/rule/want"
)

var certificateRenewal = rule.Rule{
	ID:    "operations-certificate-renewal",
	Title: "Certificates renew themselves",
	Why: "ACM renews what it issued and validated by DNS. An imported certificate, or one that is validated by " +
		"mail (as it is when nothing is said), expires on a day that somebody has to remember, and takes the site down.",
	Fix:      "Have ACM issue the certificate, with validationMethod DNS and the records in the hosted zone.",
	Severity: rule.Low,
	Levels:   rule.Everywhere(rule.Advisory),
	Types:    []string{"aws:acm/certificate:Certificate"},
	Controls: available(rule.FSBP.IDs("ACM.1")...),
	Since:    since,
	Check: func(r *rule.Resource, rep *rule.Report) {
		want.NotGiven("privateKey", "the certificate is imported")(r, rep)
		method := r.At("validationMethod")
		// What is imported, or issued by an authority of one's own, is not validated.
		otherwise := rule.Or(rule.Not(r.At("privateKey").Blank()), rule.Not(r.At("certificateAuthorityArn").Blank()))
		want.Value(rep, method, "a person has to answer a mail at each renewal", rule.Or(otherwise, method.Is("DNS", "HTTP")))
	},
}
