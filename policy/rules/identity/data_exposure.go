package identity

import (
	"github.com/covetpy/platform/policy/iam"
	"github.com/covetpy/platform/policy/rule"
)

var dataExposure = rule.Rule{
	ID:    "identity-data-exposure",
	Title: "No policy reads the data or the secrets of all resources of a kind",
	Why: "GetObject on every bucket, GetSecretValue on every secret or GetParameter on every parameter turns " +
		"one leaked credential into the loss of everything that is stored. A wildcard behind the kind " +
		"(secret:*, parameter/*) is the same thing with more letters.",
	Fix: "Name the buckets, secrets, parameters and tables that are read, or hold the statement to them by " +
		"their tags.",
	Severity: rule.High,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    typesWith(permissions),
	Controls: leastPrivilege(),
	Since:    "0.3.0",
	Check: func(r *rule.Resource, rep *rule.Report) {
		failOnAll(r, rep, func(action string) bool {
			return exposing(iam.Data, iam.Secrets)(action) && !decrypts(action) // which has a rule of its own
		}, "%s reads with %s whatever is in %s")
	},
}
