package operations

import (
	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/policy/waf"
)

const wafLoggingType = "aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration"

var wafLogging = rule.Rule{
	ID:         "operations-waf-logging",
	Title:      "Every web ACL logs",
	Why:        "What was blocked, whose request it was, and what got through is known only from the log, which is a resource of its own.",
	Fix:        "Add an aws.wafv2.WebAclLoggingConfiguration whose resourceArn is this web ACL's arn.",
	Severity:   rule.Medium,
	Levels:     rule.Everywhere(rule.Mandatory),
	Types:      []string{waf.ACL, wafLoggingType},
	Controls:   recorded(rule.FSBP.IDs("WAF.11")...),
	Since:      since,
	CheckStack: checkWAFLogging,
}

func checkWAFLogging(s *rule.Stack, rep *rule.Report) {
	for _, acl := range s.OfType(waf.ACL) {
		rep.On(acl).Require(s.Any([]string{wafLoggingType}, "resourceArn", acl, "arn"), acl.At("name"),
			"no logging configuration of the stack names this web ACL")
	}
}
