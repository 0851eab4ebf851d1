package recovery

import (
	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/policy/rule/want"
)

const (
	replicationGroupType = "aws:elasticache/replicationGroup:ReplicationGroup"
	serverlessCacheType  = "aws:elasticache/serverlessCache:ServerlessCache"
	cacheClusterType     = "aws:elasticache/cluster:Cluster"
)

var elasticacheSnapshots = rule.Rule{
	ID:    "recovery-elasticache-snapshots",
	Title: "Caches keep daily snapshots",
	Why: "AWS Backup does not take caches, and none keeps a snapshot unless it is told to: a replacement or a slip with " +
		"FLUSHALL logs everybody out at once, and no one can say what was in it. A cache that only speeds things up " +
		"warms up faster from one.",
	Fix: "Raise snapshotRetentionLimit. Memcached has no snapshots, and a node of a replication group takes the " +
		"group's; neither is asked.",
	Severity: rule.Medium,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    []string{replicationGroupType, serverlessCacheType, cacheClusterType},
	Controls: restorable(rule.FSBP.ID("ElastiCache.1")),
	Settings: []rule.Setting{{
		Name: "days", Doc: "The least number of days for which daily snapshots are kept; 0 demands none.",
		Number: &rule.PerTier[float64]{Dev: 1, Staging: 7, Prod: 7},
	}},
	Since: "0.3.0",
	Check: want.When(
		func(r *rule.Resource) rule.Truth {
			// A replication group has its own id under the name by which a node names its group.
			alone := rule.Or(rule.Of(r.Type != cacheClusterType), r.At("replicationGroupId").Blank())
			return rule.And(rule.Not(want.Among(r.At("engine"), "memcached")), alone)
		},
		"engine",
		func(r *rule.Resource, rep *rule.Report) {
			at, least := r.At("snapshotRetentionLimit"), rep.Number("days")
			// Unset is none.
			answer := rule.Or(want.Least(at, least), rule.And(rule.Of(least <= 0), rule.Not(at.Present())))
			rep.Require(answer, at, "snapshots are gone too soon: it is %s, and %v is the least", at.Quote(), least)
		},
	),
}
