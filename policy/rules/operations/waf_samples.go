package operations

import (
	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/policy/waf"
)

var wafSamples = rule.Rule{
	ID:    "operations-waf-samples",
	Title: "What a web ACL's log leaves out is not shown in samples either",
	Why: "Samples hold whole requests for three hours, with every header: redactedFields is about the log alone. " +
		"Whoever may look at the web ACL in the console reads the cookies that the log was rid of.",
	Fix:        "Set sampledRequestsEnabled to false in the visibilityConfig of the web ACL and of each of its rules.",
	Severity:   rule.Low,
	Levels:     rule.Everywhere(rule.Advisory),
	Types:      append(waf.Types(), wafLoggingType),
	Controls:   recorded(append(rule.NIST.IDs("AU-3(3)"), rule.PCIDSS.IDs("10.3.1")...)...),
	Since:      since,
	CheckStack: checkWAFSamples,
}

func checkWAFSamples(s *rule.Stack, rep *rule.Report) {
	for _, acl := range s.OfType(waf.ACL) {
		redacts := rule.No
		for _, logging := range s.OfType(wafLoggingType) {
			redacts = rule.Or(redacts, rule.And(rule.Refers(logging, "resourceArn", acl, "arn"), rule.Not(logging.At("redactedFields").Empty())))
		}
		const path = "visibilityConfig.sampledRequestsEnabled"
		require := func(r *rule.Resource, at rule.Value) {
			rep.On(r).Require(rule.Or(rule.Not(redacts), rule.Not(at.IsTrue())), at, "samples show what the log leaves out")
		}
		require(acl, acl.At(path))
		rules, _ := waf.Rules(s, acl)
		for _, one := range rules {
			require(one.Owner, one.At.At(path))
		}
	}
}
