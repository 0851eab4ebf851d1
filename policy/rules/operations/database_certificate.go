package operations

import (
	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/policy/rule/want"
)

var databaseCertificate = rule.Rule{
	ID:    "operations-database-certificate",
	Title: "Databases show no certificate of an authority that has expired",
	Why: "A client that verifies the server refuses an expired certificate: the application is down, and the quickest way " +
		"up again is to stop verifying, which is for ever.",
	Fix:      "Leave the certificate's authority unset, or take one that is not on the list, such as rds-ca-rsa2048-g1.",
	Severity: rule.Medium,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    []string{clusterType, clusterInstanceType, instanceType},
	Controls: supported(rule.Control{Framework: rule.NIST, ID: "SC-17"}),
	Settings: []rule.Setting{{
		Name: "expired", Doc: "Certificate authorities of RDS that have expired.",
		Texts: rule.Same([]string{"rds-ca-2010", "rds-ca-2015", "rds-ca-2019"}),
	}},
	Since: "0.3.0",
	Check: func(r *rule.Resource, rep *rule.Report) {
		at := r.At("caCertIdentifier")
		if r.Type == clusterType {
			at = r.At("caCertificateIdentifier")
		}
		want.Value(rep, at, "the authority has expired", rule.Not(want.Among(at, rep.Texts("expired")...)))
	},
}
