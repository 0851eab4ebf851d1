package operations

import "github.com/covetpy/platform/policy/rule"

const (
	s3Bucket  = "aws:s3/bucket:Bucket"
	s3Logging = "aws:s3/bucketLogging:BucketLogging"
	balancer  = "aws:lb/loadBalancer:LoadBalancer"
)

var s3AccessLog = rule.Rule{
	ID:    "operations-s3-access-log",
	Title: "Every S3 bucket records its requests, in another bucket",
	Why: "Server access logs are the record of who read which object: CloudTrail has none unless data events are " +
		"bought. A bucket that logs into itself makes a record of each record, for ever. A bucket that takes the " +
		"logs of others is not asked, as it could only do that; the bucket of a trail is.",
	Fix:        "Add an aws.s3.BucketLogging whose bucket is this bucket's id, and whose targetBucket is another.",
	Severity:   rule.Medium,
	Levels:     rule.Levels{Dev: rule.Advisory, Staging: rule.Mandatory, Prod: rule.Mandatory},
	Types:      []string{s3Bucket, s3Logging, balancer},
	Controls:   recorded(append(rule.FSBP.IDs("S3.9", "CloudTrail.7"), rule.CISAWS.IDs("3.4")...)...),
	Since:      "0.3.0",
	CheckStack: checkAccessLogs,
}

func checkAccessLogs(s *rule.Stack, rep *rule.Report) {
	for _, bucket := range s.OfType(s3Bucket) {
		logged, keeps := rule.No, rule.No
		for _, logging := range s.OfType(s3Logging) {
			from, to := s.Names(logging, "bucket", bucket, "bucket"), s.Names(logging, "targetBucket", bucket, "bucket")
			logged, keeps = rule.Or(logged, from), rule.Or(keeps, to)
			at := logging.At("targetBucket")
			rep.On(logging).Require(rule.Not(rule.And(from, to)), at, "the bucket records its requests in itself")
		}
		for _, path := range []string{"accessLogs.bucket", "connectionLogs.bucket"} {
			keeps = rule.Or(keeps, s.Any([]string{balancer}, path, bucket, "bucket"))
		}
		rep.On(bucket).Require(rule.Or(logged, keeps), bucket.At("bucket"), "nothing in the stack records who asks this bucket for what")
	}
}
