package identity

import "github.com/covetpy/platform/policy/rule"

var elasticacheAccess = rule.Rule{
	ID:    "identity-elasticache-access",
	Title: "Caches let nobody in without a login",
	Why: "Without a user group and without a token, whoever reaches the port reads and writes every session: one pod that " +
		"is broken into is enough. The network is the only wall, and it has one door for all.",
	Fix:      "Give the cache a user group (userGroupIds, userGroupId) whose users log in by IAM.",
	Severity: rule.High,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    []string{replicationGroupType, serverlessCacheType},
	Controls: authenticated(rule.FSBP.ID("ElastiCache.6")),
	Since:    "0.3.0",
	Check: func(r *rule.Resource, rep *rule.Report) {
		if r.Type == serverlessCacheType {
			group := r.At("userGroupId")
			memcached := r.At("engine").Is("memcached") // it has no users
			rep.Require(rule.Or(group.Given(), memcached), group, "no user group is given, so nobody has to log in")
			return
		}
		groups := r.At("userGroupIds")
		rep.Require(rule.Or(groups.Given(), r.At("authToken").Given()), groups, "neither a user group nor a token is given, so nobody has to log in")
	},
}
