package network

import (
	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/policy/rule/want"
)

var s3AccessPoint = rule.Rule{
	ID:    "network-s3-access-point",
	Title: "S3 access points block public access",
	Why: "An access point has a policy and a block of its own. Its block can only be chosen when it is made, and " +
		"one that is switched off lets the point's policy open the bucket by another name.",
	Fix: "Leave the settings of publicAccessBlockConfiguration (details.publicAccessBlock, for several regions) at " +
		"true.",
	Severity: rule.High,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types: []string{
		"aws:s3/accessPoint:AccessPoint",
		"aws:s3control/multiRegionAccessPoint:MultiRegionAccessPoint",
	},
	Controls: exposure(rule.FSBP.IDs("S3.19", "S3.24")...),
	Since:    "0.3.0",
	Check: func(r *rule.Resource, rep *rule.Report) {
		for _, block := range []string{"publicAccessBlockConfiguration", "details.publicAccessBlock"} {
			for _, setting := range []string{"blockPublicAcls", "blockPublicPolicy", "ignorePublicAcls", "restrictPublicBuckets"} {
				// AWS and the provider switch each on unless told otherwise.
				want.TrueOrUnset(block+"."+setting, "a way to publish is open")(r, rep)
			}
		}
	},
}
