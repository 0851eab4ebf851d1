package operations

import (
	"strings"

	"github.com/covetpy/platform/policy/rule"
)

const settingRedacted = "redacted"

var wafLogContent = rule.Rule{
	ID:    "operations-waf-log-content",
	Title: "A web ACL's log has what was blocked, and no credentials",
	Why: "The log holds each request's headers: with the session cookie or the authorisation header in it, " +
		"whoever reads the log is logged in. A filter that drops what was blocked leaves out what the log is for.",
	Fix: "List the headers in redactedFields (singleHeader), and keep the action BLOCK in every filter that drops " +
		"others.",
	Severity: rule.Medium,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    []string{wafLoggingType},
	Controls: recorded(append(rule.NIST.IDs("AU-3(3)"), rule.PCIDSS.IDs("10.3.1")...)...),
	Settings: []rule.Setting{{Name: settingRedacted, Doc: "Headers that must not be in the log.", Texts: rule.Same([]string{"authorization", "cookie"})}},
	Since:    since,
	Check: func(r *rule.Resource, rep *rule.Report) {
		fields := r.At("redactedFields")
		for _, header := range rep.Texts(settingRedacted) {
			rep.Require(redacts(fields, header), fields, "the header %s is logged", header)
		}
		filter := r.At("loggingFilter")
		rep.Require(keepsBlocked(filter), filter, "requests that were blocked are not logged")
	},
}

// redacts says whether a header is left out. Names of headers have no case.
func redacts(fields rule.Value, header string) rule.Truth {
	answers := []rule.Truth{rule.No}
	for _, field := range fields.Items() {
		name, known := field.At("singleHeader.name").Text()
		if known == rule.Yes {
			known = rule.Of(strings.EqualFold(name, header))
		}
		answers = append(answers, known)
	}
	return rule.Or(answers...)
}

// keepsBlocked says whether a filter keeps what was blocked: nothing drops it by
// name, and it is kept by name where the rest is dropped. Without a filter
// everything is kept.
func keepsBlocked(filter rule.Value) rule.Truth {
	kept, dropped := rule.No, rule.No
	for _, f := range filter.At("filters").Items() {
		about := rule.No
		for _, c := range f.At("conditions").Items() {
			about = rule.Or(about, c.At("actionCondition.action").Is("BLOCK"))
		}
		kept = rule.Or(kept, rule.And(about, f.At("behavior").Is("KEEP")))
		dropped = rule.Or(dropped, rule.And(about, f.At("behavior").Is("DROP")))
	}
	otherwise := filter.At("defaultBehavior").Is("DROP")
	return rule.And(rule.Not(dropped), rule.Or(rule.Not(otherwise), kept))
}
