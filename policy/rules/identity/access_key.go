package identity

import (
	"github.com/covetpy/platform/policy/rule"
)

var accessKey = rule.Rule{
	ID:    "identity-access-key",
	Title: "No access key is made",
	Why: "An access key does not expire, and its secret stands in the state of this program for whoever reads " +
		"that. Most leaks of cloud accounts begin with one that was forgotten in a file.",
	Fix:      "Use a role with temporary credentials: pod identity for pods, OIDC for pipelines.",
	Severity: rule.High,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    []string{"aws:iam/accessKey:AccessKey"},
	Controls: leastPrivilege(append(rule.FSBP.IDs("IAM.3"), rule.CISAWS.ID("1.13"))...),
	Settings: acceptedUsers(),
	Since:    "0.3.0",
	Check: func(r *rule.Resource, rep *rule.Report) {
		at := r.At("user")
		rep.Require(rule.Or(at.Is(rep.Texts(usersSetting)...), r.At("status").Is("Inactive")), at, "an access key is made for %s", at.Quote())
	},
}
