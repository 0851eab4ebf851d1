package encryption

import "github.com/covetpy/platform/policy/rule"

const bucketType = "aws:s3/bucket:Bucket"

// names says whether a property of a resource names a bucket. Where it is not
// made from a bucket, it is the bucket's name, never its ARN.
func names(r *rule.Resource, path string, bucket *rule.Resource) rule.Truth {
	return rule.Refers(r, path, bucket, "bucket")
}

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
	Types:      []string{bucketType, sseConfiguration},
	Controls:   atRest(rule.FSBP.ID("S3.17")),
	Since:      since,
	CheckStack: checkBuckets,
}

func checkBuckets(s *rule.Stack, rep *rule.Report) {
	configs := s.OfType(sseConfiguration)
	for _, bucket := range s.OfType(bucketType) {
		answers := make([]rule.Truth, len(configs))
		for i, config := range configs {
			answers[i] = names(config, "bucket", bucket)
		}
		rep.On(bucket).Require(rule.Or(answers...), bucket.At("bucket"),
			"no encryption configuration in the stack names this bucket")
	}
}
