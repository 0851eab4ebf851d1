package identity

import (
	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/policy/rule/want"
)

var s3Ownership = rule.Rule{
	ID:    "identity-s3-ownership",
	Title: "S3 buckets own every object in them, and have no ACLs",
	Why: "With ACLs a right is spread over each object, where no policy shows it, and an object that another " +
		"account writes is that account's. Under BucketOwnerEnforced the policy is all there is.",
	Fix:      "Set rule.objectOwnership to BucketOwnerEnforced.",
	Severity: rule.Medium,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    []string{"aws:s3/bucketOwnershipControls:BucketOwnershipControls"},
	Controls: leastPrivilege(rule.FSBP.ID("S3.12")),
	Since:    "0.3.0",
	Check:    want.OneOf("rule.objectOwnership", "objects have ACLs", "BucketOwnerEnforced"),
}
