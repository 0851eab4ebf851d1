package identity

import (
	"maps"
	"slices"
	"strings"

	"github.com/covetpy/platform/policy/rule"
)

var fullAccess = rule.Rule{
	ID:    "identity-full-access",
	Title: "No FullAccess policy of AWS is attached",
	Why: "The managed policies whose names end in FullAccess hold a service's wildcard on every resource of the " +
		"account: AmazonS3FullAccess is s3:* on *. Attached, it says the same as a document that the other " +
		"rules refuse.",
	Fix:      "Attach a policy with the actions and resources that are used.",
	Severity: rule.High,
	Levels:   rule.Levels{Dev: rule.Advisory, Staging: rule.Mandatory, Prod: rule.Mandatory},
	Types:    slices.Sorted(maps.Keys(attachments)),
	Controls: leastPrivilege(rule.FSBP.ID("IAM.21"), rule.CISAWS.ID("1.21")),
	Since:    since,
	Check: func(r *rule.Resource, rep *rule.Report) {
		failPolicies(r, rep, opensService, "%s is attached: every action of a service, on every resource")
	},
}

// opensService is true for a service's own full-access policy; those that
// administers names are that rule's.
func opensService(name string) bool {
	return strings.Contains(name, "FullAccess") && !administers(name)
}
