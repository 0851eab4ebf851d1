package operations

import (
	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/policy/rule/want"
)

var eventRule = rule.Rule{
	ID:    "operations-event-rule",
	Title: "Event rules are switched on",
	Why: "A rule that is switched off stands in the program with its pattern and its target and reacts to nothing: the " +
		"failed backup or the node about to go is told to nobody.",
	Fix:      "Leave state out or set it to ENABLED, and take isEnabled, its former name, away.",
	Severity: rule.Medium,
	Levels:   rule.Levels{Dev: rule.Advisory, Staging: rule.Mandatory, Prod: rule.Mandatory},
	Types:    []string{"aws:cloudwatch/eventRule:EventRule"},
	Controls: watched(rule.NIST.IDs("IR-6")...),
	Since:    since,
	Check: want.All(
		want.NotOneOf("state", "the rule is switched off", "DISABLED"),
		want.TrueOrUnset("isEnabled", "the rule is switched off"),
	),
}
