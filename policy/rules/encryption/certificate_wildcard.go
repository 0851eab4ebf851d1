package encryption

import (
	"strings"

	"github.com/covetpy/platform/policy/rule"
)

var certificateWildcard = rule.Rule{
	ID:    "encryption-certificate-wildcard",
	Title: "Certificates name the hosts that they serve",
	Why: "Whoever gets hold of a wildcard's key answers for every host of the domain, those included that exist " +
		"for something more important.",
	Fix:      "List the hosts in domainName and subjectAlternativeNames.",
	Severity: rule.Low,
	Levels:   rule.Everywhere(rule.Advisory),
	Types:    []string{"aws:acm/certificate:Certificate"},
	Controls: inTransit(),
	Since:    "0.3.0",
	Check: func(r *rule.Resource, rep *rule.Report) {
		for _, name := range append(r.At("domainName").Items(), r.At("subjectAlternativeNames").Items()...) {
			text, known := name.Text()
			wildcard := rule.And(known, rule.Or(rule.Not(known), rule.Of(strings.Contains(text, "*"))))
			rep.Require(rule.Not(wildcard), name, "%s stands for every host below it", name.Quote())
		}
	},
}
