package operations

import (
	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/policy/rule/want"
)

var addonVersion = rule.Rule{
	ID:    "operations-addon-version",
	Title: "Add-ons of a cluster are pinned to a version",
	Why: "Without one each environment gets what is AWS's default on the day that it is made: what was tested in " +
		"staging is not what production runs, and nobody decided on either.",
	Fix:      "Set addonVersion.",
	Severity: rule.Low,
	Levels:   rule.Levels{Dev: rule.Advisory, Staging: rule.Advisory, Prod: rule.Mandatory},
	Types:    []string{"aws:eks/addon:Addon"},
	Controls: supported(rule.NIST.IDs("CM-2")...),
	Since:    since,
	Check:    want.Given("addonVersion", "AWS chooses the version"),
}
