package encryption

import "github.com/covetpy/platform/policy/rule"

var schedule = rule.Rule{
	ID:       "encryption-schedule",
	Title:    "Schedules are encrypted with a customer-managed key",
	Why:      "A schedule holds the payload that it sends, at times with identifiers or credentials. With the key that EventBridge Scheduler owns, the right to read the schedule is the right to read it.",
	Fix:      "Set kmsKeyArn to the ARN of a KMS key of the account.",
	Severity: rule.Low,
	Levels:   rule.Everywhere(rule.Advisory),
	Types:    []string{"aws:scheduler/schedule:Schedule"},
	Controls: atRest(),
	Since:    "0.3.0",
	Check: func(r *rule.Resource, rep *rule.Report) {
		customerKey(rep, r.At("kmsKeyArn"))
	},
}
