package recovery

import (
	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/policy/rule/want"
)

var s3BucketVersioning = rule.Rule{
	ID:    "recovery-s3-bucket-versioning",
	Title: "Every S3 bucket of the stack has a versioning configuration",
	Why: "Without versions an object that is overwritten or deleted is gone at once, by mistake as by malice. " +
		"Versioning is a resource of its own: the bucket whose configuration was forgotten looks like any other.",
	Fix:      "Add an aws.s3.BucketVersioning whose bucket is this bucket's id, with status Enabled.",
	Severity: rule.Medium,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    []string{"aws:s3/bucket:Bucket", "aws:s3/bucketVersioning:BucketVersioning"},
	Controls: restorable(rule.FSBP.ID("S3.14")),
	Since:    "0.3.0",
	CheckStack: want.Every("aws:s3/bucket:Bucket", "aws:s3/bucketVersioning:BucketVersioning", "bucket",
		"no versioning configuration in the stack names this bucket", "bucket"),
}
