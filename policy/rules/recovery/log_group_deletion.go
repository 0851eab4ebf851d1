package recovery

import "github.com/covetpy/platform/policy/rule"

const logGroupType = "aws:cloudwatch/logGroup:LogGroup"

var logGroupDeletion = rule.Rule{
	ID:    "recovery-log-group-deletion",
	Title: "Where AWS refuses to delete one log, it refuses to delete each",
	Why: "Whoever has broken in deletes the log of it, by one call and for good: CloudWatch keeps no copy. Of logs that " +
		"are protected against that, the one that is not is where the traces are looked for in vain.",
	Fix:        "Set deletionProtectionEnabled to true on each log group, or on none.",
	Severity:   rule.Low,
	Levels:     rule.Levels{Dev: rule.Disabled, Staging: rule.Advisory, Prod: rule.Advisory},
	Types:      []string{logGroupType},
	Controls:   restorable(rule.Control{Framework: rule.NIST, ID: "AU-9"}), // protection of audit information
	Since:      "0.3.0",
	CheckStack: checkLogGroupDeletion,
}

func checkLogGroupDeletion(s *rule.Stack, rep *rule.Report) {
	const path = "deletionProtectionEnabled"
	asked := rule.No
	for _, group := range s.OfType(logGroupType) {
		asked = rule.Or(asked, group.At(path).IsTrue())
	}
	for _, group := range s.OfType(logGroupType) {
		on := group.At(path)
		rep.On(group).Require(rule.Or(rule.Not(asked), on.IsTrue()), on, "this log can be deleted, and others can't")
	}
}
