package operations

import (
	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/policy/rule/want"
)

var s3BucketLifecycle = rule.Rule{
	ID:    "operations-s3-bucket-lifecycle",
	Title: "Every S3 bucket of the stack has a lifecycle configuration",
	Why: "A bucket without one keeps everything for ever: former versions, markers of what was deleted, halves of " +
		"uploads. It costs more each month, and personal data stays longer than anyone may keep it.",
	Fix:      "Add an aws.s3.BucketLifecycleConfiguration whose bucket is this bucket's id.",
	Severity: rule.Low,
	Levels:   rule.Everywhere(rule.Advisory),
	Types: []string{
		"aws:s3/bucket:Bucket",
		bucketLifecycleType,
		"aws:s3/bucketVersioning:BucketVersioning",
	},
	Controls: retention(rule.FSBP.IDs("S3.10", "S3.13")...),
	Since:    "0.3.0",
	CheckStack: want.Every("aws:s3/bucket:Bucket", bucketLifecycleType, "bucket",
		"no lifecycle configuration in the stack names this bucket", "bucket"),
}
