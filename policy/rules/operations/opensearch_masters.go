package operations

import (
	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/policy/rule/want"
)

var opensearchMasters = rule.Rule{
	ID:    "operations-opensearch-masters",
	Title: "OpenSearch domains have three dedicated master nodes",
	Why: "Without masters of its own, a domain elects one among nodes that are busy with queries: the moment when one of " +
		"them is overloaded is the moment when the cluster falls apart. Two can't outvote each other.",
	Fix:      "Set clusterConfig with dedicatedMasterEnabled true and dedicatedMasterCount 3.",
	Severity: rule.Low,
	Levels:   rule.Levels{Dev: rule.Disabled, Staging: rule.Advisory, Prod: rule.Mandatory},
	Types:    []string{domainType},
	Controls: available(rule.FSBP.IDs("OpenSearch.11")...),
	Since:    "0.3.0",
	Check: want.All(
		want.True("clusterConfig.dedicatedMasterEnabled", "data nodes elect a master among them"),
		want.AtLeast("clusterConfig.dedicatedMasterCount", "masters can't outvote each other", 3),
	),
}
