package recovery

import (
	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/policy/rule/want"
)

var logGroupDeletion = rule.Rule{
	ID:    "recovery-log-group-deletion",
	Title: "AWS refuses to delete log groups",
	Why: "Whoever has broken in deletes the log of it, by one call and for good: CloudWatch keeps no copy. With " +
		"deletion protection it takes a second permission and a call that the trail shows first.",
	Fix:      "Set deletionProtectionEnabled to true.",
	Severity: rule.Low,
	Levels:   rule.Levels{Dev: rule.Disabled, Staging: rule.Advisory, Prod: rule.Advisory},
	Types:    []string{"aws:cloudwatch/logGroup:LogGroup"},
	Controls: restorable(rule.Control{Framework: rule.NIST, ID: "AU-9"}), // protection of audit information
	Since:    "0.3.0",
	Check:    want.True("deletionProtectionEnabled", "the log can be deleted"),
}
