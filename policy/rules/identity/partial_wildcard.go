package identity

import (
	"github.com/covetpy/platform/policy/iam"
	"github.com/covetpy/platform/policy/rule"
)

var partialWildcard = rule.Rule{
	ID:    "identity-partial-wildcard",
	Title: "No policy completes an action's name with a wildcard, but for Describe and List",
	Why: "s3:Put* is PutObject and also PutBucketPolicy; iam:*Role* creates roles and passes them. Describe* and " +
		"List* are accepted: they return what exists and how it is set up, most of them take no resource, and " +
		"spelling out dozens hides what matters. Get* is not: GetSecretValue, GetObject and GetParameter " +
		"return the data, GetFederationToken a credential.",
	Fix:      "List the actions that are called, or keep the wildcard behind Describe or List.",
	Severity: rule.Medium,
	Levels:   rule.Levels{Dev: rule.Advisory, Staging: rule.Mandatory, Prod: rule.Mandatory},
	Types:    typesWith(granted),
	Controls: leastPrivilege(),
	Since:    since,
	Check: func(r *rule.Resource, rep *rule.Report) {
		failActions(r, rep, iam.Partial, "%s allows %q: more actions than the one that is meant")
	},
}
