package recovery

import "github.com/covetpy/platform/policy/rule"

const (
	lockConfiguration = "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration"
	trail             = "aws:cloudtrail/trail:Trail"
	deliveryChannel   = "aws:cfg/deliveryChannel:DeliveryChannel"
)

var s3ObjectLock = rule.Rule{
	ID:    "recovery-s3-object-lock",
	Title: "Buckets of audit records hold each object by a lock with a default retention",
	Why: "Whoever takes over an account deletes its records first. An object lock refuses that for the time of its " +
		"retention, and only a default retention holds for objects whose writer asks for none, as CloudTrail and " +
		"Config do.",
	Fix: "Add an aws.s3.BucketObjectLockConfiguration to the bucket of each trail and delivery channel, with " +
		"rule.defaultRetention of a mode and days or years.",
	Severity: rule.Medium,
	Levels:   rule.Levels{Dev: rule.Advisory, Staging: rule.Advisory, Prod: rule.Mandatory},
	Types: []string{
		lockConfiguration,
		"aws:s3/bucket:Bucket",
		"aws:s3/bucketVersioning:BucketVersioning",
		trail,
		deliveryChannel,
	},
	Controls:   restorable(rule.FSBP.ID("S3.15"), rule.Control{Framework: rule.NIST, ID: "AU-9"}),
	Since:      "0.3.0",
	CheckStack: checkObjectLocks,
}

func checkObjectLocks(s *rule.Stack, rep *rule.Report) {
	locks := s.OfType(lockConfiguration)
	for _, lock := range locks {
		retention := lock.At("rule.defaultRetention")
		holds := rule.Or(retention.At("days").HoldsNumber(positive), retention.At("years").HoldsNumber(positive))
		rep.On(lock).Require(rule.And(retention.At("mode").Is("COMPLIANCE", "GOVERNANCE"), holds), retention,
			"an object is held only when its writer asks for it")
	}
	for _, bucket := range s.OfType("aws:s3/bucket:Bucket") {
		audited := rule.Or(
			s.Any([]string{trail, deliveryChannel}, "s3BucketName", bucket, "bucket"),
			bucket.At("objectLockEnabled").IsTrue(), // made for it
		)
		locked := rule.No
		for _, lock := range locks {
			locked = rule.Or(locked, s.Names(lock, "bucket", bucket, "bucket"))
		}
		rep.On(bucket).Require(rule.Or(rule.Not(audited), locked), bucket.At("bucket"), "it is a bucket for what must stay, and no object lock holds that")
	}
}

func positive(n float64) bool { return n > 0 }
