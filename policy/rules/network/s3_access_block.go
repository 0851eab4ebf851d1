package network

import (
	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/policy/rule/want"
)

var s3AccessBlock = rule.Rule{
	ID:    "network-s3-access-block",
	Title: "S3 public access blocks have all four settings on",
	Why: "Each setting closes one way to publish a bucket: new ACLs, new policies, ACLs that exist, policies that " +
		"exist. The provider sends false for what is not written, so three of four leave a door that one careless " +
		"policy opens.",
	Fix:      "Set blockPublicAcls, blockPublicPolicy, ignorePublicAcls and restrictPublicBuckets to true.",
	Severity: rule.High,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types: []string{
		"aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
		"aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock",
	},
	Controls: exposure(append(rule.FSBP.IDs("S3.1", "S3.8"), rule.CISAWS.IDs("2.1.4")...)...),
	Since:    "0.3.0",
	Check: want.All(
		want.True("blockPublicAcls", "public ACLs can be set"),
		want.True("blockPublicPolicy", "public policies can be set"),
		want.True("ignorePublicAcls", "public ACLs count"),
		want.True("restrictPublicBuckets", "a public policy lets everyone in"),
	),
}
