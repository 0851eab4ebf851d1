package encryption

import (
	"strings"

	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/policy/rule/want"
)

var eventDestination = rule.Rule{
	ID:       "encryption-event-destination",
	Title:    "Events leave for other services over HTTPS",
	Why:      "An API destination sends events with a credential in a header. In plain text both are read on the way.",
	Fix:      "Begin invocationEndpoint with https://.",
	Severity: rule.Medium,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    []string{"aws:cloudwatch/eventApiDestination:EventApiDestination"},
	Controls: inTransit(),
	Since:    "0.3.0",
	Check: want.Truthful("invocationEndpoint", "events are sent in plain text", func(v rule.Value) rule.Truth {
		text, known := v.Text()
		if known != rule.Yes {
			return known
		}
		return rule.Of(strings.HasPrefix(strings.ToLower(text), "https://"))
	}),
}
