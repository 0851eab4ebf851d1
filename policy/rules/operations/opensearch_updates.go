package operations

import (
	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/policy/rule/want"
)

var opensearchUpdates = rule.Rule{
	ID:    "operations-opensearch-updates",
	Title: "OpenSearch domains take updates of their service software",
	Why: "These updates mend flaws of the nodes and do not change OpenSearch's version, so nothing breaks by them. Unless " +
		"asked for they wait until somebody clicks, or until AWS forces them at an hour of its own.",
	Fix:      "Set softwareUpdateOptions.autoSoftwareUpdateEnabled to true, and an off-peak window for it.",
	Severity: rule.Low,
	Levels:   rule.Levels{Dev: rule.Advisory, Staging: rule.Mandatory, Prod: rule.Mandatory},
	Types:    []string{domainType},
	Controls: supported(rule.FSBP.IDs("OpenSearch.10")...),
	Since:    "0.3.0",
	Check:    want.True("softwareUpdateOptions.autoSoftwareUpdateEnabled", "updates wait"),
}
