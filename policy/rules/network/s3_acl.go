package network

import (
	"strings"

	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/policy/rule/want"
)

var s3Acl = rule.Rule{
	ID:    "network-s3-acl",
	Title: "No S3 ACL opens a bucket or an object to everyone",
	Why: "A canned ACL of public-read, or a grant to AllUsers, hands the content to the internet; " +
		"AuthenticatedUsers is every customer of AWS, not those of this account.",
	Fix: "Leave acl unset or private, and give no grant to the groups AllUsers and AuthenticatedUsers. Better, " +
		"have no ACLs at all.",
	Severity: rule.Critical,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types: []string{
		"aws:s3/bucket:Bucket",
		"aws:s3/bucketAcl:BucketAcl",
		"aws:s3/bucketObjectv2:BucketObjectv2",
		"aws:s3/bucketObject:BucketObject",
		"aws:s3/objectCopy:ObjectCopy",
	},
	Controls: exposure(rule.FSBP.IDs("S3.2", "S3.3")...),
	Since:    "0.3.0",
	Check: func(r *rule.Resource, rep *rule.Report) {
		want.NotOneOf("acl", "the ACL lets everyone in", "public-read", "public-read-write", "authenticated-read")(r, rep)
		for _, path := range []string{"grants", "accessControlPolicy.grants"} {
			for _, grant := range r.At(path).Items() {
				noGroupOfStrangers(rep, grant.At("uri"))
				noGroupOfStrangers(rep, grant.At("grantee.uri"))
			}
		}
	},
}

// noGroupOfStrangers refuses S3's groups of people whom the account does not know.
func noGroupOfStrangers(rep *rule.Report, uri rule.Value) {
	strangers := uri.Holds(func(text string) bool {
		group := strings.ToLower(text[strings.LastIndex(text, "/")+1:])
		return group == "allusers" || group == "authenticatedusers"
	})
	rep.Require(rule.Not(strangers), uri, "the grant is to %s", uri.Quote())
}
