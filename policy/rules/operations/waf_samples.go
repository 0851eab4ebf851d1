package operations

import (
	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/policy/waf"
)

var wafSamples = rule.Rule{
	ID:    "operations-waf-samples",
	Title: "A web ACL samples requests for all of its rules, or for none",
	Why: "Samples hold whole requests for three hours, with the cookies that the log leaves out: redactedFields is about " +
		"the log alone. Whoever switched them off for that reason has them back by one rule that was forgotten.",
	Fix:        "Set sampledRequestsEnabled to the same in the visibilityConfig of the web ACL and of each of its rules.",
	Severity:   rule.Low,
	Levels:     rule.Everywhere(rule.Advisory),
	Types:      waf.Types(),
	Controls:   recorded(append(rule.NIST.IDs("AU-3(3)"), rule.PCIDSS.IDs("10.3.1")...)...),
	Since:      since,
	CheckStack: checkWAFSamples,
}

func checkWAFSamples(s *rule.Stack, rep *rule.Report) {
	const path = "visibilityConfig.sampledRequestsEnabled"
	for _, acl := range s.OfType(waf.ACL) {
		switches, owners := []rule.Value{acl.At(path)}, []*rule.Resource{acl}
		rules, _ := waf.Rules(s, acl)
		for _, one := range rules {
			switches, owners = append(switches, one.At.At(path)), append(owners, one.Owner)
		}
		off := rule.No
		for _, at := range switches {
			off = rule.Or(off, rule.Not(at.IsTrue()))
		}
		for i, at := range switches {
			rep.On(owners[i]).Require(rule.Or(rule.Not(off), rule.Not(at.IsTrue())), at, "requests are sampled here, and elsewhere in the web ACL they are not")
		}
	}
}
