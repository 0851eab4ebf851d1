package operations

import (
	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/policy/rule/want"
)

var databaseProxyLogging = rule.Rule{
	ID:    "operations-database-proxy-logging",
	Title: "Database proxies do not write statements into their log",
	Why: "With debug logging a proxy writes the text of statements, and with them what users entered, into a log that more " +
		"people read than the database. AWS switches it off by itself after a day; the data stays in the log.",
	Fix:      "Leave debugLogging unset or false, and switch it on by hand for the hour in which it is needed.",
	Severity: rule.Low,
	Levels:   rule.Levels{Dev: rule.Advisory, Staging: rule.Mandatory, Prod: rule.Mandatory},
	Types:    []string{databaseProxyType},
	Controls: recorded(rule.Control{Framework: rule.GDPR, ID: "Art. 5(1)(c)"}),
	Since:    "0.3.0",
	Check:    want.False("debugLogging", "statements end up in the log"),
}
