package network

import (
	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/policy/rule/want"
)

var s3BucketBlock = rule.Rule{
	ID:    "network-s3-bucket-block",
	Title: "Every S3 bucket of the stack has a public access block of its own",
	Why: "The block is a resource beside the bucket. One that was forgotten, or that names another bucket, leaves " +
		"it to the account's setting, which somebody may lift for one website and thereby for all buckets.",
	Fix:      "Add an aws.s3.BucketPublicAccessBlock whose bucket is this bucket's id.",
	Severity: rule.High,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    []string{"aws:s3/bucket:Bucket", "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock"},
	Controls: exposure(append(rule.FSBP.IDs("S3.8"), rule.CISAWS.IDs("2.1.4")...)...),
	Since:    "0.3.0",
	CheckStack: want.Every("aws:s3/bucket:Bucket", "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock", "bucket",
		"no public access block in the stack names this bucket", "bucket"),
}
