package operations

import (
	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/policy/rule/want"
)

var certificateTransparency = rule.Rule{
	ID:    "operations-certificate-transparency",
	Title: "Certificates are in the public transparency logs",
	Why: "Browsers refuse certificates that are not in them, and a certificate for one's domain that someone else " +
		"got by fraud is found there.",
	Fix:      "Leave options.certificateTransparencyLoggingPreference out.",
	Severity: rule.Medium,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    []string{"aws:acm/certificate:Certificate"},
	Controls: recorded(),
	Since:    since,
	Check:    want.NotOneOf("options.certificateTransparencyLoggingPreference", "the certificate is not logged", "DISABLED"),
}
