package encryption

import "github.com/covetpy/platform/policy/rule"

var eventBus = rule.Rule{
	ID:       "encryption-event-bus",
	Title:    "Event buses and their archives are encrypted with a customer-managed key",
	Why:      "Events repeat what happened to whom. With the key that EventBridge owns, whoever may read the archive may decrypt it, and nobody can withdraw the key.",
	Fix:      "Set kmsKeyIdentifier to the ARN of a KMS key of the account.",
	Severity: rule.Low,
	Levels:   rule.Everywhere(rule.Advisory),
	Types:    []string{"aws:cloudwatch/eventBus:EventBus", "aws:cloudwatch/eventArchive:EventArchive"},
	Controls: atRest(),
	Since:    "0.3.0",
	Check: func(r *rule.Resource, rep *rule.Report) {
		customerKey(rep, r.At("kmsKeyIdentifier"))
	},
}
