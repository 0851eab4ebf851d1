package network

import (
	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/policy/rule/want"
)

var s3Website = rule.Rule{
	ID:    "network-s3-website",
	Title: "No S3 bucket is a website",
	Why: "S3's website endpoints have no TLS and only work for buckets that everyone may read. What is to be " +
		"public belongs behind a load balancer or CloudFront, which log, filter and encrypt.",
	Fix:      "Remove the website configuration.",
	Severity: rule.Medium,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    []string{"aws:s3/bucketWebsiteConfiguration:BucketWebsiteConfiguration", "aws:s3/bucket:Bucket"},
	Controls: exposure(),
	Since:    "0.3.0",
	Check: func(r *rule.Resource, rep *rule.Report) {
		if r.Type == "aws:s3/bucket:Bucket" {
			want.NotGiven("website", "the bucket is a website")(r, rep)
			return
		}
		rep.Fail(r.At("bucket"), "the bucket %s is a website", r.At("bucket").Quote())
	},
}
