package encryption

import (
	"slices"

	"github.com/covetpy/platform/policy/rule"
)

// buckets are the two tokens of the same resource.
var buckets = []string{"aws:s3/bucket:Bucket", "aws:s3/bucketV2:BucketV2"}

var s3Bucket = rule.Rule{
	ID:    "encryption-s3-bucket",
	Title: "Every S3 bucket of the stack has an encryption configuration",
	Why: "The encryption of a bucket is a resource of its own: a bucket whose configuration was forgotten, or " +
		"names another bucket, quietly falls back to S3's own keys. (The older form inside the bucket is no " +
		"answer: AWS reports its own default in the same place.)",
	Fix: "Add an aws.s3.BucketServerSideEncryptionConfiguration whose bucket is this bucket's id, with KMS and " +
		"a customer-managed key.",
	Severity:   rule.Medium,
	Levels:     rule.Everywhere(rule.Mandatory),
	Types:      append(slices.Clone(buckets), sseConfigurations...),
	Controls:   atRest(fsbp("S3.17")),
	Since:      since,
	CheckStack: checkBuckets,
}

func checkBuckets(s *rule.Stack, rep *rule.Report) {
	configs := s.OfType(sseConfigurations...)
	for _, bucket := range s.OfType(buckets...) {
		answers := make([]rule.Truth, len(configs))
		for i, config := range configs {
			answers[i] = names(config, "bucket", bucket)
		}
		rep.On(bucket).Require(rule.Or(answers...), bucket.At("bucket"),
			"no encryption configuration in the stack names this bucket")
	}
}
