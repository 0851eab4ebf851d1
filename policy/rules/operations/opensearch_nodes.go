package operations

import (
	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/policy/rule/want"
)

var opensearchNodes = rule.Rule{
	ID:    "operations-opensearch-nodes",
	Title: "OpenSearch domains have data nodes in several zones",
	Why: "An index lives as long as one copy of each of its shards does. With fewer than three nodes, or all of them in " +
		"one zone, a single failure or an upgrade takes every copy of some.",
	Fix:      "Set clusterConfig with instanceCount 3 or more and zoneAwarenessEnabled true.",
	Severity: rule.Medium,
	Levels:   relied,
	Types:    []string{domainType},
	Controls: available(rule.FSBP.IDs("OpenSearch.6")...),
	Settings: []rule.Setting{{Name: "nodes", Doc: "The least number of data nodes.", Number: rule.Same(3.0)}},
	Since:    "0.3.0",
	Check: want.All(
		want.AtLeastSetting("clusterConfig.instanceCount", "there are too few data nodes", "nodes"),
		want.True("clusterConfig.zoneAwarenessEnabled", "all copies may be in one zone"),
	),
}
