package consistency

import "github.com/covetpy/platform/policy/rule"

// inlineOfBucket are the properties of a bucket that have resources of their own.
var inlineOfBucket = []string{
	"accelerationStatus", "acl", "corsRules", "grants", "lifecycleRules", "logging", "objectLockConfiguration", "policy",
	"replicationConfiguration", "requestPayer", "serverSideEncryptionConfiguration", "versioning", "website",
}

var bucketInline = rule.Rule{
	ID:    "consistency-bucket-inline",
	Title: "A bucket's configuration is in resources of its own",
	Why: "The provider has each part of a bucket twice: inside, deprecated, and as a resource. Written in both, each " +
		"update undoes the other; written inside, most rules don't see it, as AWS's defaults are in the same place.",
	Fix:      "Move it into BucketVersioning, BucketPolicy, BucketLifecycleConfiguration and their like.",
	Severity: rule.Medium,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    []string{"aws:s3/bucket:Bucket"},
	Controls: configured(),
	Since:    since,
	Check: func(r *rule.Resource, rep *rule.Report) {
		for _, property := range inlineOfBucket {
			at := r.At(property)
			rep.Require(at.Empty(), at, "it is written inside the bucket")
		}
	},
}
