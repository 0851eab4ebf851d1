package operations

import (
	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/policy/rule/want"
)

var elasticacheFailover = rule.Rule{
	ID:    "operations-elasticache-failover",
	Title: "Caches fail over by themselves to another zone",
	Why: "Without failover a cache whose primary dies takes no writes until somebody acts, and everybody is logged out. " +
		"With it, but in one zone, the zone takes primary and replica together. Both are off unless asked for.",
	Fix:      "Set automaticFailoverEnabled and multiAzEnabled to true, with two nodes or more in each shard.",
	Severity: rule.Medium,
	Levels:   relied,
	Types:    []string{replicationGroupType},
	Controls: available(rule.FSBP.IDs("ElastiCache.3")...),
	Since:    "0.3.0",
	Check: want.All(
		want.True("automaticFailoverEnabled", "no replica takes over"),
		want.True("multiAzEnabled", "its nodes may be in one zone"),
	),
}
