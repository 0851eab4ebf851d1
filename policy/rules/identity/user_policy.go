package identity

import (
	"strings"

	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/policy/rule/want"
)

var userPolicy = rule.Rule{
	ID:    "identity-user-policy",
	Title: "Rights are given to roles and groups, never to a user",
	Why: "Rights that hang on one user are found by nobody who looks at roles and groups, and stay when the " +
		"user changes work.",
	Fix:      "Give the rights to a role, or to a group that the user is in.",
	Severity: rule.Low,
	Levels:   rule.Everywhere(rule.Advisory),
	Types: []string{
		"aws:iam/userPolicy:UserPolicy", "aws:iam/userPolicyAttachment:UserPolicyAttachment",
		"aws:iam/userPolicyAttachmentsExclusive:UserPolicyAttachmentsExclusive", "aws:iam/policyAttachment:PolicyAttachment",
	},
	Controls: leastPrivilege(rule.FSBP.ID("IAM.2"), rule.CISAWS.ID("1.14")),
	Since:    "0.3.0",
	Check: func(r *rule.Resource, rep *rule.Report) {
		if r.Type == attachmentsType {
			want.NotGiven("users", "the policy is attached to users")(r, rep)
			return
		}
		at := r.At("user")
		if strings.HasSuffix(r.Type, "Exclusive") {
			at = r.At("userName")
		}
		rep.Fail(at, "a policy is given to the user %s", at.Quote())
	},
}
