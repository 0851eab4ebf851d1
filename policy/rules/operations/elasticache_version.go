package operations

import "github.com/covetpy/platform/policy/rule"

var elasticacheVersion = rule.Rule{
	ID:    "operations-elasticache-version",
	Title: "Caches run a version that is in support, and say which",
	Why: "Flaws of versions out of support stay open, and AWS upgrades or charges for them on a day of its own choosing. " +
		"Before Redis 6 there are no users, and IAM logins came with Redis 7 and Valkey 7.2.",
	Fix: "Set engineVersion to a version that is not older than those of the setting oldest. A serverless cache that gives " +
		"no majorEngineVersion has the newest, and a node of a replication group the group's.",
	Severity: rule.Medium,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    []string{replicationGroupType, cacheClusterType, serverlessCacheType},
	Controls: supported(),
	Settings: oldestVersions("valkey 7.2", "valkey 8.0", "redis 6.2", "redis 7.0", "memcached 1.6"),
	Since:    "0.3.0",
	Check: func(r *rule.Resource, rep *rule.Report) {
		at := r.At("engineVersion")
		if r.Type == serverlessCacheType {
			if at = r.At("majorEngineVersion"); at.Present() == rule.No {
				return
			}
		}
		if alone := r.At("replicationGroupId").Blank(); r.Type == cacheClusterType && alone != rule.Yes {
			if alone == rule.Unknown {
				rep.Undecided(at)
			}
			return
		}
		judgeVersion(rep, r.At("engine"), at, "redis")
	},
}
