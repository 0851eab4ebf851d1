package operations

import (
	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/policy/rule/want"
)

var trailValidation = rule.Rule{
	ID:       "operations-trail-validation",
	Title:    "CloudTrail signs what it writes",
	Why:      "Without signed digests nobody can tell whether a record was changed or taken out afterwards. They are off unless asked for.",
	Fix:      "Set enableLogFileValidation to true.",
	Severity: rule.Medium,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    []string{"aws:cloudtrail/trail:Trail"},
	Controls: recorded(append(rule.FSBP.IDs("CloudTrail.4"), append(rule.CISAWS.IDs("3.2"), rule.NIST.IDs("AU-10")...)...)...),
	Since:    since,
	Check:    want.True("enableLogFileValidation", "records can be changed unseen"),
}
