package encryption

import "github.com/covetpy/platform/policy/rule"

var s3TLSKind = served{
	of: bucketType, policy: "aws:s3/bucketPolicy:BucketPolicy",
	path: "bucket", by: []string{"bucket"},
	actions: []string{"s3:GetObject", "s3:PutObject", "s3:ListBucket", "s3:DeleteObjectVersion", "s3:PutBucketPolicy"},
	called:  "bucket", covered: func(name string) []string { return []string{name, name + "/object"} },
}

var s3TLS = rule.Rule{
	ID:    "encryption-s3-tls",
	Title: "Every S3 bucket refuses whoever comes without TLS",
	Why: "S3 answers plain HTTP as well. A signed link or a badly configured client then carries objects, and the " +
		"right to read them, past everyone on the way. Only a Deny for everyone, on the bucket and on its " +
		"objects, ends that: rights that want TLS bind nobody who has another right.",
	Fix: "Add an aws.s3.BucketPolicy of this bucket with a Deny of s3:* for Principal * on the bucket and " +
		"bucket/*, whose only condition is Bool aws:SecureTransport false.",
	Severity:   rule.Medium,
	Levels:     rule.Everywhere(rule.Mandatory),
	Types:      []string{"aws:s3/bucket:Bucket", "aws:s3/bucketPolicy:BucketPolicy"},
	Controls:   inTransit(rule.FSBP.ID("S3.5"), rule.CISAWS.ID("2.1.1")),
	Since:      "0.3.0",
	CheckStack: s3TLSKind.checkTLS,
}
