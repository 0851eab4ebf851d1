package identity

import (
	"strings"

	"github.com/covetpy/platform/policy/rule"
)

var lambdaSource = rule.Rule{
	ID:    "identity-lambda-source",
	Title: "A service calls a Lambda function only for resources of the account",
	Why: "A service acts for every AWS customer. Without a source, anyone points a rule or a bucket of their own at " +
		"the function. A bucket's ARN has no account in it: whoever takes the name later calls the function, so " +
		"that S3 needs sourceAccount too.",
	Fix:      "Set sourceArn; for S3 set sourceAccount as well.",
	Severity: rule.High,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    []string{lambdaPermissionType},
	Controls: leastPrivilege(),
	Since:    "0.3.0",
	Check: func(r *rule.Resource, rep *rule.Report) {
		principal, arn, account := r.At("principal"), r.At("sourceArn"), r.At("sourceAccount")
		text, known := principal.Text()
		service := known
		if known == rule.Yes {
			service = rule.Of(strings.HasSuffix(text, ".amazonaws.com") || strings.HasSuffix(text, ".amazonaws.com.cn"))
		}
		limited := rule.Or(rule.Not(account.Blank()), rule.And(rule.Not(arn.Blank()), rule.Of(!strings.HasPrefix(text, "s3."))))
		rep.Require(rule.Or(rule.Not(service), limited), arn, "%s may call the function for anyone", principal.Quote())
	},
}
