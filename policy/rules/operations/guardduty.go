package operations

import (
	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/policy/rule/want"
)

var guardduty = rule.Rule{
	ID:       "operations-guardduty",
	Title:    "GuardDuty is on",
	Why:      "It reads flow logs, DNS and CloudTrail for what intruders do: keys used from elsewhere, miners, calls to known bad hosts. A detector that is off finds nothing and looks the same.",
	Fix:      "Leave enable out, or set it to true.",
	Severity: rule.High,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    []string{"aws:guardduty/detector:Detector"},
	Controls: watched(rule.FSBP.IDs("GuardDuty.1")...),
	Since:    since,
	Check:    want.TrueOrUnset("enable", "the detector is off"),
}
