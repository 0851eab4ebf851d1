package encryption

import (
	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/policy/rule/want"
)

const (
	replicationGroupType = "aws:elasticache/replicationGroup:ReplicationGroup"
	cacheClusterType     = "aws:elasticache/cluster:Cluster"
)

var elasticacheTLS = rule.Rule{
	ID:    "encryption-elasticache-tls",
	Title: "Caches accept no connection without TLS",
	Why: "Sessions, tokens and passwords of users cross the network on the way to the cache and between its nodes. TLS " +
		"is off unless asked for, and the mode \"preferred\", meant for a migration, lets every client go on in clear " +
		"text. A serverless cache always has TLS and is not asked.",
	Fix: "Set transitEncryptionEnabled to true and transitEncryptionMode to required (what a new cache has when none " +
		"is given). A cache that lives goes by \"preferred\" first, and must not stay there.",
	Severity: rule.High,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    []string{replicationGroupType, cacheClusterType},
	Controls: inTransit(rule.FSBP.ID("ElastiCache.5")),
	Since:    "0.3.0",
	Check: func(r *rule.Resource, rep *rule.Report) {
		if r.Type == cacheClusterType {
			singleNodeTLS(r, rep)
			return
		}
		replicationGroupTLS(r, rep)
	},
}

var (
	clearText = want.True("transitEncryptionEnabled", "connections are in clear text")

	// A node of a replication group has the group's encryption.
	singleNodeTLS = want.When(
		func(r *rule.Resource) rule.Truth { return r.At("replicationGroupId").Blank() }, "replicationGroupId", clearText,
	)
	replicationGroupTLS = want.All(
		clearText,
		want.Truthful("transitEncryptionMode", "clients may go on in clear text", func(v rule.Value) rule.Truth {
			return rule.Or(v.Blank(), v.Is("required"))
		}),
	)
)
