package operations

import (
	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/policy/rule/want"
)

const settingLeastDays = "leastDays"

var logRetention = rule.Rule{
	ID:    "operations-log-retention",
	Title: "Log groups keep what they hold for as long as it is asked for, and no longer",
	Why: "Break-ins are found after months, so that logs of a week tell nothing. Unset (or 0) keeps them for ever, " +
		"which costs more each month and keeps personal data without a reason.",
	Fix:      "Set retentionInDays to at least the setting leastDays: a year in production.",
	Severity: rule.Low,
	Levels:   rule.Levels{Dev: rule.Advisory, Staging: rule.Advisory, Prod: rule.Mandatory},
	Types:    []string{logGroupType},
	Controls: recorded(append(rule.FSBP.IDs("CloudWatch.16"), append(rule.NIST.IDs("AU-11"), rule.PCIDSS.IDs("10.5.1")...)...)...),
	Settings: []rule.Setting{{
		Name: settingLeastDays, Doc: "For how many days a log has to be kept at least.",
		Number: &rule.PerTier[float64]{Dev: 7, Staging: 30, Prod: 365},
	}},
	Since: since,
	Check: want.AtLeastSetting("retentionInDays", "the log is kept for ever or too short", settingLeastDays),
}

const logGroupType = "aws:cloudwatch/logGroup:LogGroup"
