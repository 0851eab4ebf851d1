package encryption

import "github.com/covetpy/platform/policy/rule"

var databaseSecret = rule.Rule{
	ID:    "encryption-database-secret",
	Title: "The administrator's password that RDS manages is encrypted with a customer-managed key",
	Why: "RDS keeps the password in Secrets Manager, under alias/aws/secretsmanager unless another key is given: then " +
		"whoever may read secrets reads the password of the database's owner, and no key policy stands in the way.",
	Fix:      "Set masterUserSecretKmsKeyId to the ARN of the database's KMS key.",
	Severity: rule.Medium,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    []string{clusterType, instanceType},
	Controls: atRest(rule.Control{Framework: rule.PCIDSS, ID: "8.3.2"}),
	Since:    "0.3.0",
	Check: func(r *rule.Resource, rep *rule.Report) {
		switch r.At("manageMasterUserPassword").IsTrue() {
		case rule.Yes:
			customerKey(rep, r.At("masterUserSecretKmsKeyId"))
		case rule.Unknown:
			rep.Undecided(r.At("manageMasterUserPassword"))
		case rule.No:
		}
	},
}
