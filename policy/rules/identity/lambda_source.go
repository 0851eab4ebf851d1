package identity

import (
	"strings"

	"github.com/covetpy/platform/policy/iam"
	"github.com/covetpy/platform/policy/rule"
)

var lambdaSource = rule.Rule{
	ID:    "identity-lambda-source",
	Title: "A service that may call a function does so for this account",
	Why: "s3.amazonaws.com or sns.amazonaws.com is the service for all of its customers: somebody else's " +
		"bucket or topic calls the function with events that he wrote. A bucket's ARN names no account, so " +
		"that a bucket that is deleted here and made by somebody else has the permission.",
	Fix:      "Set sourceArn to the resource that calls, and sourceAccount besides where that is a bucket.",
	Severity: rule.High,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    []string{lambdaPermissionType},
	Controls: leastPrivilege(),
	Since:    "0.3.0",
	Check: func(r *rule.Resource, rep *rule.Report) {
		principal, known := r.At("principal").Text()
		if known == rule.Unknown {
			rep.Undecided(r.At("principal"))
		}
		if !strings.HasSuffix(principal, ".amazonaws.com") && !strings.HasSuffix(principal, ".amazonaws.com.cn") {
			return
		}
		account := r.At("sourceAccount")
		source := r.At("sourceArn")
		arn, ofAccount := source.Text()
		if ofAccount == rule.Yes {
			owner := iam.AccountOf(arn)
			ofAccount = rule.Of(owner != "" && !strings.ContainsAny(owner, "*?"))
		}
		rep.Require(rule.Or(rule.Not(account.Blank()), ofAccount), source, "%s may call the function for anybody: %s names no account", principal, source.Quote())
	},
}
