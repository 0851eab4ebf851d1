package identity

import (
	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/policy/rule/want"
)

var s3BucketOwnership = rule.Rule{
	ID:    "identity-s3-bucket-ownership",
	Title: "Every S3 bucket of the stack says who owns its objects",
	Why: "Buckets of before April 2023, and those made with an ACL, let whoever writes an object keep it and set " +
		"who may read it. Only a written BucketOwnerEnforced says for certain that a bucket has no ACLs.",
	Fix: "Add an aws.s3.BucketOwnershipControls whose bucket is this bucket's id, with objectOwnership " +
		"BucketOwnerEnforced.",
	Severity: rule.Low,
	Levels:   rule.Everywhere(rule.Advisory),
	Types:    []string{"aws:s3/bucket:Bucket", "aws:s3/bucketOwnershipControls:BucketOwnershipControls"},
	Controls: leastPrivilege(rule.FSBP.ID("S3.12")),
	Since:    "0.3.0",
	CheckStack: want.Every("aws:s3/bucket:Bucket", "aws:s3/bucketOwnershipControls:BucketOwnershipControls", "bucket",
		"no ownership controls in the stack name this bucket", "bucket"),
}
