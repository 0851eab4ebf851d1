package cache

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"pgregory.net/rapid"

	"github.com/covetpy/platform/infra/fault"
)

const (
	sessionsKeep = "noeviction, as a dropped session logs its user out (and each session has a time to live, by which the volatile policies choose); " +
		"or sessions in a cache of their own"
	shapes   = "one of nodes, shards and serverless"
	weekly   = "a window of at least an hour, in UTC: sun:04:00-sun:05:00"
	daily    = "a window of at least an hour, in UTC: 02:00-03:00"
	policies = "noeviction, allkeys-lru, allkeys-lfu, allkeys-random, volatile-lru, volatile-lfu, volatile-random, volatile-ttl"
)

func TestValidArguments(t *testing.T) {
	for name, args := range map[string]*Args{
		"sessions": sessions(), "caching": caching(), "shards": sharded(), "serverless": serverless(),
		"both uses, and nothing is dropped": func() *Args { a := sessions(); a.Uses = []Use{Caching, Sessions}; return a }(),
		"one node holds sessions":           func() *Args { a := sessions(); a.MultiAZ, a.Nodes.Count = false, 1; return a }(),
		"Redis":                             func() *Args { a := sessions(); a.Engine, a.Version = Redis, "7.1"; return a }(),
		"shards without replicas":           func() *Args { a := sharded(); a.MultiAZ, a.Shards.Replicas = false, 0; return a }(),
		"serverless says its policy":        func() *Args { a := serverless(); a.Eviction = VolatileLRU; return a }(),
		"filled from a snapshot": func() *Args {
			a := sessions()
			a.Snapshots.RestoreFrom = "automatic.covetpy-prod-sessions-2026-11-23-02-00"
			return a
		}(),
	} {
		t.Run(name, func(t *testing.T) { assert.Empty(t, args.Validate()) })
	}
}

func TestValidate(t *testing.T) {
	t.Parallel()
	for sentence, test := range map[string]struct {
		args   *Args
		change func(*Args)
		want   fault.Faults
	}{
		"sessions in a cache that evicts any key": {
			sessions(), func(a *Args) { a.Eviction = AllKeysLRU },
			fault.Faults{{Path: "eviction", Found: "allkeys-lru", Accepted: sessionsKeep}},
		},
		"sessions in a cache that evicts keys with a time to live": {
			sessions(), func(a *Args) { a.Uses, a.Eviction = []Use{Caching, Sessions}, VolatileTTL },
			fault.Faults{{Path: "eviction", Found: "volatile-ttl", Accepted: sessionsKeep}},
		},
		"sessions in a serverless cache": {
			serverless(), func(a *Args) { a.Uses = []Use{Sessions} },
			fault.Faults{{
				Path: "serverless", Found: "a serverless cache for sessions",
				Accepted: "nodes or shards with eviction: noeviction, as a full serverless cache drops keys that have a time to live, " +
					"which sessions have; or sessions in a cache of their own",
			}},
		},
		"sessions without snapshots": {
			sessions(), func(a *Args) { a.Snapshots = Snapshots{} },
			fault.Faults{{Path: "snapshots.retentionDays", Found: "0", Accepted: "1 to 35 days (0: no snapshots; sessions need at least 1)"}},
		},
		"one node in several zones": {
			caching(), func(a *Args) { a.MultiAZ = true },
			fault.Faults{{Path: "multiAz", Found: "true with 1 node", Accepted: "false, or a replica to fail over to: nodes.count of at least 2"}},
		},
		"shards of one node in several zones": {
			sharded(), func(a *Args) { a.Shards.Replicas = 0 },
			fault.Faults{{Path: "multiAz", Found: "true with 1 node for each shard", Accepted: "false, or a replica to fail over to: shards.replicas of at least 1"}},
		},
		"three nodes in one zone": {
			sessions(), func(a *Args) { a.MultiAZ = false },
			fault.Faults{{Path: "multiAz", Found: "false with 3 nodes", Accepted: "true, as they would all go with their zone; or 1 node"}},
		},
		"windows that overlap": {
			sessions(), func(a *Args) { a.MaintenanceWindow = "mon:02:30-mon:03:30" },
			fault.Faults{{Path: "maintenanceWindow", Found: "mon:02:30-mon:03:30", Accepted: "a window apart from snapshots.window (02:00-03:00), which is open every day"}},
		},
		"windows that are too short": {
			sessions(), func(a *Args) { a.MaintenanceWindow, a.Snapshots.Window = "sun:04:00-sun:04:30", "02:00-02:59" },
			fault.Faults{
				{Path: "maintenanceWindow", Found: "sun:04:00-sun:04:30", Accepted: weekly},
				{Path: "snapshots.window", Found: "02:00-02:59", Accepted: daily},
			},
		},
		"no windows": {
			sessions(), func(a *Args) { a.MaintenanceWindow, a.Snapshots.Window = "", "" },
			fault.Faults{{Path: "maintenanceWindow", Accepted: weekly}, {Path: "snapshots.window", Accepted: daily}},
		},
		"a window without snapshots": {
			caching(), func(a *Args) { a.Snapshots.Window = "02:00-03:00" },
			fault.Faults{{Path: "snapshots.window", Found: "02:00-03:00", Accepted: "nothing, as no snapshots are taken"}},
		},
		"no shape":   {sharded(), func(a *Args) { a.Shards = nil }, fault.Faults{{Path: "nodes", Accepted: shapes}}},
		"two shapes": {sessions(), func(a *Args) { a.Shards = sharded().Shards }, fault.Faults{{Path: "nodes", Found: "nodes and shards", Accepted: shapes + ", and null for the others"}}},
		"too many nodes of no type": {
			sessions(), func(a *Args) { a.Nodes = &Nodes{Count: 7} },
			fault.Faults{
				{Path: "nodes.count", Found: "7", Accepted: "1 to 6: a primary and up to 5 replicas"},
				{Path: "nodes.type", Accepted: "a node type, cache.t4g.small"},
			},
		},
		"more nodes than a cluster has": {
			sharded(), func(a *Args) { a.Shards.Count, a.Shards.Replicas = 100, 5 },
			fault.Faults{{Path: "shards.count", Found: "100 shards of 6 nodes, 600 in all", Accepted: "at most 500 nodes in all"}},
		},
		"shards and replicas out of bounds": {
			sharded(), func(a *Args) { a.Shards.Count, a.Shards.Replicas, a.Shards.Type = 0, 6, "cache.r6gd.xlarge" },
			fault.Faults{
				{Path: "shards.count", Found: "0", Accepted: "1 to 500"},
				{Path: "shards.replicas", Found: "6", Accepted: "0 to 5 for each shard"},
				{Path: "shards.type", Found: "cache.r6gd.xlarge", Accepted: "a node type that keeps all keys in memory, cache.r7g.large"},
			},
		},
		"what a serverless cache has not": {
			serverless(), func(a *Args) {
				a.Serverless = &Serverless{MaxStorageGB: 5001, MaxECPUPerSecond: 10}
				a.Eviction, a.MultiAZ, a.MinorUpgrades, a.MaintenanceWindow, a.LogRetentionDays = NoEviction, false, false, "sun:04:00-sun:05:00", 7
			},
			fault.Faults{
				{Path: "eviction", Found: "noeviction", Accepted: "volatile-lru, or nothing: a serverless cache has no other policy"},
				{Path: "logs.retentionDays", Found: "7", Accepted: "nothing, as a serverless cache delivers no logs"},
				{Path: "maintenanceWindow", Found: "sun:04:00-sun:05:00", Accepted: "nothing, as a serverless cache has none"},
				{Path: "minorUpgrades", Found: "false", Accepted: "true, as a serverless cache takes minor versions by itself"},
				{Path: "multiAz", Found: "false", Accepted: "true, as a serverless cache is always in several zones"},
				{Path: "serverless.maxEcpuPerSecond", Found: "10", Accepted: "1000 to 15000000 units a second"},
				{Path: "serverless.maxStorageGb", Found: "5001", Accepted: "1 to 5000 GB"},
			},
		},
		"a version that can't authenticate by IAM": {
			sessions(), func(a *Args) { a.Engine, a.Version = Redis, "6.2" },
			fault.Faults{{Path: "version", Found: "6.2", Accepted: "7.0, 7.1 (of redis; users authenticate by IAM, which needs at least 7.0)"}},
		},
		"a version that is not exact": {
			sessions(), func(a *Args) { a.Version = "8" },
			fault.Faults{{Path: "version", Found: "8", Accepted: "7.2, 8.0, 8.1, 8.2, 9.0, 9.1 (of valkey; users authenticate by IAM, which needs at least 7.2)"}},
		},
		"another engine":  {sessions(), func(a *Args) { a.Engine = "memcached" }, fault.Faults{{Path: "engine", Found: "memcached", Accepted: "valkey, redis"}}},
		"another policy":  {caching(), func(a *Args) { a.Eviction = "lru" }, fault.Faults{{Path: "eviction", Found: "lru", Accepted: policies}}},
		"no use":          {caching(), func(a *Args) { a.Uses = nil }, fault.Faults{{Path: "uses", Accepted: "at least one of caching, sessions"}}},
		"a use twice":     {caching(), func(a *Args) { a.Uses = []Use{Caching, Caching} }, fault.Faults{{Path: "uses[1]", Found: "caching", Accepted: "each use once"}}},
		"an unknown use":  {caching(), func(a *Args) { a.Uses = []Use{"queues"} }, fault.Faults{{Path: "uses[0]", Found: "queues", Accepted: "caching, sessions"}}},
		"peers by a name": {caching(), func(a *Args) { a.Peers = append(a.Peers, a.Peers[0]) }, fault.Faults{{Path: "peers[1].name", Found: "nodes", Accepted: "each peer once"}}},
		"odd names": {
			caching(), func(a *Args) { a.Name, a.Peers[0].Name = "My_Cache", "" },
			fault.Faults{
				{Path: "name", Found: "My_Cache", Accepted: "lower-case letters, digits and single dashes, beginning with a letter: sessions"},
				{Path: "peers[0].name", Accepted: "lower-case letters, digits and single dashes: nodes"},
			},
		},
		"a snapshot that has no name": {
			sessions(), func(a *Args) { a.Snapshots.RestoreFrom = "last one" },
			fault.Faults{{Path: "snapshots.restoreFrom", Found: "last one", Accepted: "the name of a snapshot, automatic.covetpy-prod-sessions-2026-11-23-02-00"}},
		},
	} {
		t.Run(sentence, func(t *testing.T) {
			t.Parallel()
			test.change(test.args)
			assert.Equal(t, test.want, test.args.Validate())
		})
	}
}

func TestValidateFindsAllAtOnce(t *testing.T) {
	var paths []string
	for _, f := range (&Args{}).Validate() {
		paths = append(paths, f.Path)
	}
	assert.Equal(t, []string{
		"engine", "eviction", "logs.retentionDays", "maintenanceWindow", "name", "names.environment", "names.project",
		"nodes", "uses", "where.account", "where.partition", "where.region",
	}, paths)
}

// TestSessionsAreNeverEvicted draws any arguments: whatever is accepted with
// sessions in it can't drop them, and can bring them back.
func TestSessionsAreNeverEvicted(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := rapid.SampledFrom([]func() *Args{sessions, caching, sharded, serverless}).Draw(t, "shape")()
		a.Uses = rapid.SampledFrom([][]Use{{Sessions}, {Caching, Sessions}}).Draw(t, "uses")
		a.Eviction = rapid.SampledFrom(append(evictions(), "")).Draw(t, "eviction")
		a.Snapshots.RetentionDays = rapid.IntRange(-1, 36).Draw(t, "snapshots")
		a.Snapshots.Window = "02:00-03:00"
		if len(a.Validate()) > 0 {
			return
		}
		assert.Nil(t, a.Serverless)
		assert.Equal(t, NoEviction, a.Eviction)
		assert.GreaterOrEqual(t, a.Snapshots.RetentionDays, 1)
	})
}
