package encryption

import (
	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/policy/rule/want"
)

var parameter = rule.Rule{
	ID:    "encryption-parameter",
	Title: "SecureString parameters are encrypted with a customer-managed key",
	Why: "With alias/aws/ssm, which is the default, whoever may call GetParameter may decrypt. A key of one's own " +
		"is a second lock, and shows in its log who opened what.",
	Fix:      "Set keyId to the id, ARN or alias of a KMS key of the account.",
	Severity: rule.Low,
	Levels:   rule.Everywhere(rule.Advisory),
	Types:    []string{"aws:ssm/parameter:Parameter"},
	Controls: atRest(),
	Since:    "0.3.0",
	Check: want.When(func(r *rule.Resource) rule.Truth { return r.At("type").Is("SecureString") }, "keyId",
		func(r *rule.Resource, rep *rule.Report) { customerKey(rep, r.At("keyId")) }),
}
