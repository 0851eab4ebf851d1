package encryption

import "github.com/covetpy/platform/policy/rule"

var s3Object = rule.Rule{
	ID:    "encryption-s3-object",
	Title: "S3 objects do not step out of their bucket's encryption",
	Why: "An object that names an encryption of its own ignores the bucket's: AES256 puts it under keys of S3, and " +
		"aws:kms without a key under the one that AWS manages. One such object in an encrypted bucket is not " +
		"noticed.",
	Fix: "Leave serverSideEncryption and kmsKeyId of the object unset, so that the bucket's configuration applies, " +
		"or set them to aws:kms and the ARN of a KMS key of the account.",
	Severity: rule.Medium,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types: []string{
		"aws:s3/bucketObjectv2:BucketObjectv2",
		"aws:s3/bucketObject:BucketObject",
		"aws:s3/objectCopy:ObjectCopy",
	},
	Controls: atRest(rule.FSBP.ID("S3.17")),
	Since:    "0.3.0",
	Check: func(r *rule.Resource, rep *rule.Report) {
		algorithm, key := r.At("serverSideEncryption"), r.At("kmsKeyId")
		rep.Require(rule.Or(algorithm.Blank(), algorithm.Is("aws:kms", "aws:kms:dsse")), algorithm,
			"the object is encrypted with %s, whatever the bucket says", algorithm.Quote())
		// Nothing said of either: the bucket decides.
		if rule.And(algorithm.Blank(), key.Blank()) != rule.Yes && algorithm.Is("AES256") != rule.Yes {
			customerKey(rep, key)
		}
	},
}
