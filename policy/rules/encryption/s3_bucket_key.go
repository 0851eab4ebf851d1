package encryption

import "github.com/covetpy/platform/policy/rule"

var s3BucketKey = rule.Rule{
	ID:    "encryption-s3-bucket-key",
	Title: "S3 buckets that use KMS have a bucket key",
	Why: "Without a bucket key every object read or written is a call to KMS, which costs money and counts " +
		"against the account's KMS quota: a busy bucket can starve everything else that decrypts.",
	Fix: "Set bucketKeyEnabled to true in each rule whose sseAlgorithm is aws:kms. Two-layer encryption " +
		"(aws:kms:dsse) has no bucket keys and is not asked.",
	Severity: rule.Low,
	Levels:   rule.Everywhere(rule.Advisory),
	Types:    []string{sseConfiguration},
	// SC-5(2): capacity against denial of service.
	Controls: []rule.Control{{Framework: rule.NIST, ID: "SC-5(2)"}},
	Since:    since,
	Check: func(r *rule.Resource, rep *rule.Report) {
		for _, item := range r.At("rules").Items() {
			algorithm := item.At("applyServerSideEncryptionByDefault.sseAlgorithm")
			enabled := item.At("bucketKeyEnabled")
			rep.Require(rule.Or(rule.Not(algorithm.Is("aws:kms")), enabled.IsTrue()), enabled, "the bucket key is off")
		}
	},
}
