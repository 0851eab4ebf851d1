package operations

import (
	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/policy/rule/want"
)

var trailRegions = rule.Rule{
	ID:       "operations-trail-regions",
	Title:    "CloudTrail records every region, and the global services",
	Why:      "Whoever has keys uses them in the region where nobody looks. IAM and STS are recorded only where global services are.",
	Fix:      "Set isMultiRegionTrail to true and leave includeGlobalServiceEvents true.",
	Severity: rule.High,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    []string{"aws:cloudtrail/trail:Trail"},
	Controls: recorded(append(rule.FSBP.IDs("CloudTrail.1"), rule.CISAWS.IDs("3.1")...)...),
	Since:    since,
	Check: want.All(
		want.True("isMultiRegionTrail", "other regions are not recorded"),
		want.TrueOrUnset("includeGlobalServiceEvents", "IAM is not recorded"),
	),
}
