package identity

import (
	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/policy/rule/want"
)

var databaseIAM = rule.Rule{
	ID:    "identity-database-iam",
	Title: "Databases let clients log in by IAM",
	Why: "Without it every application needs a password: one that is copied into secrets and environments, rotates " +
		"badly and says nothing about who used it. A token of IAM is good for a quarter of an hour and for one user, and " +
		"the right to it is a line in a role's policy.",
	Fix: "Set iamDatabaseAuthenticationEnabled to true and grant rds_iam to the applications' users. Engines that can't " +
		"(Oracle, SQL Server, Db2) are not asked.",
	Severity: rule.Medium,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    []string{clusterType, instanceType},
	Controls: authenticated(rule.FSBP.ID("RDS.10"), rule.FSBP.ID("RDS.12")),
	Since:    "0.3.0",
	Check:    want.When(speaksSQL, "engine", want.True("iamDatabaseAuthenticationEnabled", "nobody can log in by IAM")),
}
