package recovery

import (
	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/policy/rule/want"
)

var s3ForceDestroy = rule.Rule{
	ID:    "recovery-s3-force-destroy",
	Title: "Destroying the stack empties no S3 bucket",
	Why: "With forceDestroy the provider deletes every object and every version before the bucket: a mistaken " +
		"destroy, or a rename that replaces the bucket, takes all data without a question.",
	Fix:      "Leave forceDestroy unset, and empty a bucket by hand when it is to go.",
	Severity: rule.Medium,
	Levels:   rule.Levels{Dev: rule.Disabled, Staging: rule.Mandatory, Prod: rule.Mandatory},
	Types:    []string{"aws:s3/bucket:Bucket"},
	Controls: restorable(),
	Since:    "0.3.0",
	Check:    want.False("forceDestroy", "the bucket is emptied when it is destroyed"),
}
