package cache

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/covetpy/platform/infra/alarm"
	"github.com/covetpy/platform/infra/identity"
)

func TestNodesAreNamedAsElastiCacheNamesThem(t *testing.T) {
	assert.Equal(t, []string{"001", "002", "003"}, sessions().nodes())
	assert.Equal(t, []string{"0001-001", "0001-002", "0002-001", "0002-002"}, sharded().nodes())
	assert.Empty(t, serverless().nodes())
}

func TestFailoverIsOnWhereverThereIsAReplica(t *testing.T) {
	assert.True(t, sessions().failover())
	assert.False(t, caching().failover())
	alone := sharded()
	alone.Shards.Replicas = 0
	assert.True(t, alone.failover(), "ElastiCache demands it with cluster mode on")
}

func TestUsers(t *testing.T) {
	valkey := user{
		part: "application", id: "covetpy-prod-sessions-valkey-app", name: "covetpy-prod-sessions-valkey-app",
		access: "on ~* &* +@all -@admin -@dangerous +info", authentication: "iam",
	}
	assert.Equal(t, []user{valkey}, sessions().users(), "the engine turns its default user off")

	redis := sessions()
	redis.Engine, redis.Version = Redis, "7.1"
	app := valkey
	app.id, app.name = "covetpy-prod-sessions-redis-app", "covetpy-prod-sessions-redis-app"
	assert.Equal(t, []user{app, {
		part: "default", id: "covetpy-prod-sessions-redis-default", name: "default", access: "off ~* -@all", authentication: "no-password-required",
	}}, redis.users())
}

func TestParameters(t *testing.T) {
	assert.Equal(t, []parameter{
		{"maxmemory-policy", "noeviction"}, {"slowlog-log-slower-than", "5000"}, {"slowlog-max-len", "1024"},
	}, sessions().parameters())
	assert.Equal(t, []parameter{
		{"maxmemory-policy", "allkeys-lru"}, {"slowlog-log-slower-than", "5000"}, {"slowlog-max-len", "1024"}, {"cluster-enabled", "yes"},
	}, sharded().parameters())
}

// TestAChangeOfFamilyOrEngineBlocksNothing shows that what a cache stands on is
// made beside what it stood on: no two families and no two engines share a name.
func TestAChangeOfFamilyOrEngineBlocksNothing(t *testing.T) {
	groups, users := map[string]string{}, map[string]Engine{}
	for _, r := range releases() {
		for _, a := range []*Args{sessions(), sharded()} {
			a.Engine, a.Version = r.engine, r.version
			before, known := groups[a.parameterGroup()]
			assert.True(t, !known || before == r.family, a.parameterGroup())
			groups[a.parameterGroup()] = r.family
			for _, id := range []string{"user " + a.UserID(), "group " + a.userGroupID()} {
				engine, known := users[id]
				assert.True(t, !known || engine == r.engine, id)
				users[id] = r.engine
			}
		}
	}
	assert.NotEqual(t, sharded().parameterGroup(), func() string { a := sharded(); a.Shards, a.Nodes = nil, &Nodes{}; return a.parameterGroup() }(),
		"a parameter group of one mode does not fit the other")
}

func TestConnectStatement(t *testing.T) {
	for name, test := range map[string]struct {
		args *Args
		want identity.Statement
	}{
		"nodes": {sessions(), identity.Statement{
			Sid: "ConnectToCacheSessions", Actions: identity.Actions("elasticache:Connect"),
			Resources: identity.Resources(
				"arn:aws:elasticache:eu-west-1:111122223333:replicationgroup:covetpy-prod-sessions",
				"arn:aws:elasticache:eu-west-1:111122223333:user:covetpy-prod-sessions-valkey-app"),
		}},
		"serverless": {serverless(), identity.Statement{
			Sid: "ConnectToCacheResults", Actions: identity.Actions("elasticache:Connect"),
			Resources: identity.Resources(
				"arn:aws:elasticache:eu-west-1:111122223333:serverlesscache:covetpy-prod-results",
				"arn:aws:elasticache:eu-west-1:111122223333:user:covetpy-prod-results-valkey-app"),
		}},
	} {
		t.Run(name, func(t *testing.T) {
			assert.Equal(t, test.want, test.args.ConnectStatement())
			_, err := identity.Document{Statements: []identity.Statement{test.args.ConnectStatement()}}.JSON()
			require.NoError(t, err)
		})
	}
	several := sessions()
	several.Name = "page-fragments2"
	assert.Equal(t, "ConnectToCachePageFragments2", several.ConnectStatement().Sid)
}

func TestTheLastSnapshotHasAnotherNameEachTime(t *testing.T) {
	a := sessions()
	first := a.lastSnapshot("sg-1", "arn:key")
	assert.Regexp(t, `^covetpy-prod-sessions-last-[0-9a-f]{8}$`, first)
	assert.Equal(t, first, a.lastSnapshot("sg-1", "arn:key"), "the same cache says the same, so that an update changes nothing")
	assert.NotEqual(t, first, a.lastSnapshot("sg-2", "arn:key"), "a cache that was made again")
	assert.NotEqual(t, first, a.lastSnapshot("sg-1", "arn:other"), "a cache that another key replaced")
}

// TestNamesFit holds the ids to what ElastiCache takes: 40 letters, digits and
// single dashes, beginning with a letter, and none at the end.
func TestNamesFit(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := sessions()
		a.Names.Environment = rapid.StringMatching(`[a-z]{2,20}`).Draw(t, "environment")
		a.Name = rapid.StringMatching(`[a-z][a-z0-9]{0,20}(-[a-z0-9]{1,12}){0,3}`).Draw(t, "name")
		a.Engine = rapid.SampledFrom([]Engine{Valkey, Redis}).Draw(t, "engine")
		for _, id := range []string{a.CacheID(), a.UserID(), a.userGroupID(), a.defaultUserID(), a.lastSnapshot("sg", "key")} {
			require.LessOrEqual(t, len(id), 40, id)
			require.Regexp(t, nameForm, id)
		}
		require.NotEqual(t, a.UserID(), a.defaultUserID())
	})
}

// summary is what a table of alarms says, without its prose.
func summary(alarms []alarm.Alarm) []string {
	var out []string
	for _, a := range alarms {
		out = append(out, fmt.Sprintf("%s %s: %s %s %v, %d of %d × %d s, %s", a.Severity, a.Name, a.Metric.Name,
			strings.TrimSuffix(string(a.Comparison), "Threshold"), a.Threshold, a.Bad, a.Of, a.PeriodSeconds, a.Missing))
	}
	return out
}

func TestAlarms(t *testing.T) {
	volatile := caching()
	volatile.Eviction = VolatileLRU
	for name, test := range map[string]struct {
		args *Args
		want []string
	}{
		"sessions page": {sessions(), []string{
			"page engine-cpu: EngineCPUUtilization GreaterThan 80, 5 of 5 × 60 s, ignore",
			"ticket connections: CurrConnections GreaterThan 52000, 5 of 5 × 60 s, ignore",
			"ticket refused-logins: AuthenticationFailures GreaterThan 10, 1 of 1 × 300 s, notBreaching",
			"page evictions: Evictions GreaterThan 0, 1 of 1 × 60 s, notBreaching",
			"page memory: DatabaseMemoryUsagePercentage GreaterThan 85, 5 of 5 × 60 s, ignore",
			"ticket replication-lag: ReplicationLag GreaterThan 10, 5 of 5 × 60 s, notBreaching",
		}},
		"one node that drops any key is full by design": {caching(), []string{
			"ticket engine-cpu: EngineCPUUtilization GreaterThan 80, 5 of 5 × 60 s, ignore",
			"ticket connections: CurrConnections GreaterThan 52000, 5 of 5 × 60 s, ignore",
			"ticket refused-logins: AuthenticationFailures GreaterThan 10, 1 of 1 × 300 s, notBreaching",
			"ticket evictions: Evictions GreaterThan 0, 12 of 12 × 300 s, notBreaching",
		}},
		"one node that keeps some keys may refuse to write": {volatile, []string{
			"ticket engine-cpu: EngineCPUUtilization GreaterThan 80, 5 of 5 × 60 s, ignore",
			"ticket connections: CurrConnections GreaterThan 52000, 5 of 5 × 60 s, ignore",
			"ticket refused-logins: AuthenticationFailures GreaterThan 10, 1 of 1 × 300 s, notBreaching",
			"ticket evictions: Evictions GreaterThan 0, 12 of 12 × 300 s, notBreaching",
			"ticket memory: DatabaseMemoryUsagePercentage GreaterThan 85, 5 of 5 × 60 s, ignore",
		}},
		"serverless has limits": {serverless(), []string{
			"ticket storage: BytesUsedForCache GreaterThan 8.05306368e+08, 3 of 3 × 300 s, ignore",
			"ticket processing-units: ElastiCacheProcessingUnits GreaterThan 45000, 5 of 5 × 60 s, notBreaching",
			"ticket throttled: ThrottledCmds GreaterThan 0, 5 of 5 × 60 s, notBreaching",
			"ticket refused-logins: AuthenticationFailures GreaterThan 10, 1 of 1 × 300 s, notBreaching",
		}},
	} {
		t.Run(name, func(t *testing.T) {
			assert.Equal(t, test.want, summary(test.args.alarms()))
			for _, a := range test.args.alarms() {
				assert.Empty(t, a.Faults(), a.Name)
				assert.Equal(t, "AWS/ElastiCache", a.Metric.Namespace)
			}
		})
	}
}
