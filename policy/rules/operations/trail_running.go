package operations

import (
	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/policy/rule/want"
)

var trailRunning = rule.Rule{
	ID:       "operations-trail-running",
	Title:    "CloudTrail is recording",
	Why:      "A trail that is switched off looks like one that found nothing. Switching it off is what an intruder does first.",
	Fix:      "Leave enableLogging out, or set it to true.",
	Severity: rule.High,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    []string{"aws:cloudtrail/trail:Trail"},
	Controls: recorded(append(rule.FSBP.IDs("CloudTrail.3"), rule.CISAWS.IDs("3.1")...)...),
	Since:    since,
	Check:    want.TrueOrUnset("enableLogging", "the trail records nothing"),
}
