package consistency

import (
	"slices"
	"strings"

	"github.com/covetpy/platform/policy/iam"
	"github.com/covetpy/platform/policy/rule"
)

const (
	bucketType        = "aws:s3/bucket:Bucket"
	bucketLoggingType = "aws:s3/bucketLogging:BucketLogging"
	bucketPolicyType  = "aws:s3/bucketPolicy:BucketPolicy"
	logWriter         = "logging.s3.amazonaws.com"
)

var s3LogWriter = rule.Rule{
	ID:    "consistency-s3-log-writer",
	Title: "A bucket that takes access logs of others lets S3 write them",
	Why: "S3 drops the access logs that it may not write, and tells nobody: the bucket says that logging is on, and when " +
		"somebody asks who read an object there is nothing.",
	Fix: "Allow logging.s3.amazonaws.com s3:PutObject in the policy of the bucket that targetBucket names, or log into one " +
		"that does.",
	Severity:   rule.Medium,
	Levels:     rule.Everywhere(rule.Mandatory),
	Types:      []string{bucketType, bucketLoggingType, bucketPolicyType},
	Controls:   configured(rule.NIST.IDs("AU-12")...),
	Since:      since,
	CheckStack: checkLogWriters,
}

func checkLogWriters(s *rule.Stack, rep *rule.Report) {
	for _, logging := range s.OfType(bucketLoggingType) {
		at := logging.At("targetBucket")
		for _, bucket := range s.OfType(bucketType) { // a bucket of another stack can't be looked at
			if s.Names(logging, "targetBucket", bucket, "bucket", "id") != rule.Yes {
				continue
			}
			answers := []rule.Truth{rule.No}
			for _, policy := range s.OfType(bucketPolicyType) {
				answers = append(answers, rule.And(s.Names(policy, "bucket", bucket, "bucket", "id"), admitsLogs(policy.At("policy"))))
			}
			rep.On(logging).Require(rule.Or(answers...), at, "no policy of the bucket %s lets %s write", bucket.Name, logWriter)
		}
	}
}

// admitsLogs says whether a bucket's policy lets S3's log delivery put objects,
// whatever the conditions.
func admitsLogs(at rule.Value) rule.Truth {
	text, known := at.JSON()
	if known != rule.Yes {
		return known
	}
	doc, err := iam.Parse(text)
	if err != nil {
		return rule.No
	}
	return rule.Of(slices.ContainsFunc(doc.Statements, func(s iam.Statement) bool {
		return letsIn(s, logWriter) &&
			slices.ContainsFunc(s.Actions, func(pattern string) bool { return rule.Like(strings.ToLower(pattern), "s3:putobject") })
	}))
}

// letsIn says whether a statement allows something to a service. That everyone may
// is another rule's to judge, unless a condition asks who it is: a service has no
// ARN, account or organisation.
func letsIn(s iam.Statement, service string) bool {
	if !s.Allows() || s.Principal == nil {
		return false
	}
	if s.Principal.Everyone {
		return !slices.ContainsFunc(s.Conditions, func(c iam.Condition) bool {
			key := strings.ToLower(c.Key)
			return strings.HasPrefix(key, "aws:principal") && !strings.Contains(key, "service")
		})
	}
	return slices.ContainsFunc(s.Principal.Service, func(one string) bool { return strings.EqualFold(one, service) })
}
