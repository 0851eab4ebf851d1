package encryption

import "github.com/covetpy/platform/policy/rule"

var databaseInsights = rule.Rule{
	ID:    "encryption-database-insights",
	Title: "What Performance Insights records is encrypted with a customer-managed key",
	Why: "Performance Insights keeps the texts of statements, with the literals that are in them, for up to two years " +
		"outside the database. Without a key they lie under alias/aws/rds, and the key can't be changed later.",
	Fix: "Set performanceInsightsKmsKeyId to the ARN of the database's KMS key wherever performanceInsightsEnabled is " +
		"true.",
	Severity: rule.Medium,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    []string{clusterType, clusterInstanceType, instanceType},
	Controls: atRest(),
	Since:    "0.3.0",
	Check: func(r *rule.Resource, rep *rule.Report) {
		key := r.At("performanceInsightsKmsKeyId")
		switch r.At("performanceInsightsEnabled").IsTrue() {
		case rule.Yes:
			customerKey(rep, key)
		case rule.Unknown:
			rep.Undecided(r.At("performanceInsightsEnabled"))
		case rule.No:
		}
	},
}
