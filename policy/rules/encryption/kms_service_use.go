package encryption

import "github.com/covetpy/platform/policy/rule"

var kmsServiceUse = rule.Rule{
	ID:    "encryption-kms-service-use",
	Title: "A key lets the services use it that need it in their own name",
	Why: "CloudWatch Logs, alarms, EventBridge, RDS events and S3 use a key as themselves: what the account's " +
		"policies allow does not help them. Where the key's policy leaves one out, the log group can't be made, " +
		"and alarms and events to an encrypted topic or queue are dropped without a word: nobody hears of the " +
		"outage.",
	Fix: "Add a statement to the key's policy that allows the service kms:Decrypt and kms:GenerateDataKey*, held " +
		"to the account by aws:SourceAccount where the service sends it.",
	Severity:   rule.High,
	Levels:     rule.Everywhere(rule.Mandatory),
	Types:      serviceUseTypes(),
	Controls:   keysAlone(),
	Since:      "0.3.0",
	CheckStack: checkServiceUse,
}
