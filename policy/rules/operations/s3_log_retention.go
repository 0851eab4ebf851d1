package operations

import (
	"strings"

	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/policy/rule/want"
)

const bucketLifecycleType = "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration"

// logTakers are inputs by which a service is told the bucket for its records.
var logTakers = []struct{ typ, path string }{
	{s3Logging, "targetBucket"},
	{balancer, "accessLogs.bucket"},
	{balancer, "connectionLogs.bucket"},
	{"aws:cloudtrail/trail:Trail", "s3BucketName"},
	{"aws:cfg/deliveryChannel:DeliveryChannel", "s3BucketName"},
	{"aws:ec2/flowLog:FlowLog", "logDestination"},
	{reportPlanType, "reportDeliveryChannel.s3BucketName"},
}

var s3LogRetention = rule.Rule{
	ID:    "operations-s3-log-retention",
	Title: "Buckets of logs keep what they take long enough",
	Why: "A break-in is found weeks later on average. A lifecycle that expires logs after days leaves nothing to say what " +
		"was read, from where and by whom.",
	Fix: "Raise expiration.days of the lifecycle rules of the bucket to the setting of the rule, or leave expiration out, which " +
		"keeps logs for ever.",
	Severity: rule.Medium,
	Levels:   rule.Levels{Dev: rule.Advisory, Staging: rule.Mandatory, Prod: rule.Mandatory},
	Types: []string{
		s3Bucket, bucketLifecycleType, s3Logging, balancer, reportPlanType,
		"aws:cloudtrail/trail:Trail", "aws:cfg/deliveryChannel:DeliveryChannel", "aws:ec2/flowLog:FlowLog",
	},
	Controls: recorded(rule.NIST.IDs("AU-11")...),
	Settings: []rule.Setting{{
		Name: settingLeastDays, Doc: "For how many days a bucket of logs has to keep them at least.",
		Number: &rule.PerTier[float64]{Dev: 7, Staging: 30, Prod: 365},
	}},
	Since:      since,
	CheckStack: checkLogBuckets,
}

func checkLogBuckets(s *rule.Stack, rep *rule.Report) {
	least := rep.Number(settingLeastDays)
	for _, bucket := range s.OfType(s3Bucket) {
		takes := rule.No
		for _, taker := range logTakers {
			for _, r := range s.OfType(taker.typ) {
				takes = rule.Or(takes, s.Names(r, taker.path, bucket, "bucket", "id", "arn"))
			}
		}
		if takes != rule.Yes {
			continue // a bucket of which nothing says that it takes logs is any bucket
		}
		for _, lifecycle := range s.OfType(bucketLifecycleType) {
			if s.Names(lifecycle, "bucket", bucket, "bucket", "id") == rule.Yes {
				judgeExpiry(rep.On(lifecycle), lifecycle.At("rules"), least)
			}
		}
	}
}

// judgeExpiry demands that each rule that is on and expires objects does so late
// enough.
func judgeExpiry(rep *rule.Report, rules rule.Value, least float64) {
	for _, item := range rules.Items() {
		days := item.At("expiration.days")
		// No days are 0 in what the provider reads back, which S3 does not accept.
		never := rule.Or(rule.Not(days.Present()), days.Is("0"))
		late := rule.Or(never, want.Least(days, least))
		off := item.At("status").Holds(func(text string) bool { return strings.EqualFold(text, "Disabled") })
		rep.Require(rule.Or(off, late), days, "logs go after %s days, and %v is the least", days.Quote(), least)
	}
}
