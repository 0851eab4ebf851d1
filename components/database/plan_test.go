package database

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

// TestConnectionsAreThoseOfTheGuide compares with the table of the Aurora user
// guide, "Maximum connections for Aurora Serverless v2": never more, and at most
// one less.
func TestConnectionsAreThoseOfTheGuide(t *testing.T) {
	for acu, published := range map[int]int{1: 189, 4: 823, 8: 1669, 16: 3360, 32: 5000, 64: 5000, 256: 5000} {
		got := size{memoryGiB: acu * acuGiB}.connections()
		assert.LessOrEqual(t, got, published, "%d units", acu)
		assert.GreaterOrEqual(t, got, published-1, "%d units", acu)
	}
	assert.Equal(t, 2000, size{memoryGiB: 64, capped: true}.connections())
}

func TestSizes(t *testing.T) {
	paused, awake, fixed := small(), small(), large()
	*awake.Serverless = Serverless{MinACU: 1, MaxACU: 16}
	assert.Equal(t, size{memoryGiB: 8, capped: true}, paused.size())
	assert.Equal(t, size{memoryGiB: 32}, awake.size())
	assert.Equal(t, size{memoryGiB: 16}, fixed.size())
}

func TestClassesOnOffer(t *testing.T) {
	for name, memory := range map[string]int{
		"db.t4g.medium": 4, "db.r6g.large": 16, "db.r6i.32xlarge": 1024, "db.r8g.48xlarge": 1536, "db.x2g.large": 32, "db.x2g.16xlarge": 1024,
	} {
		got, ok := lookUp(name)
		assert.True(t, ok, name)
		assert.Equal(t, memory, got.memoryGiB, name)
	}
	for _, name := range []string{"", "db.serverless", "db.r5.large", "db.t4g.nano", "r7g.large", "db.r7g.large.x"} {
		_, ok := lookUp(name)
		assert.False(t, ok, name)
	}
}

func TestWhatAVersionCanDo(t *testing.T) {
	for version, pauses := range map[string]bool{
		"13.14": false, "13.15": true, "14.6": false, "14.12": true, "15.6": false, "15.7": true, "16.2": false, "16.3": true,
		"17.4": true, "18.0": true, "12.22": false, "": false, "17": false, "x.y": false,
	} {
		assert.Equal(t, pauses, fullRange.has(version), version)
	}
	assert.Equal(t, "aurora-postgresql17", family("17.5"))
	assert.Equal(t, []string{"postgresql"}, exports("14.6", false))
	assert.Equal(t, []string{"postgresql", "iam-db-auth-error"}, exports("17.5", false))
	assert.Equal(t, []string{"postgresql", "iam-db-auth-error", "instance"}, exports("17.5", true))
}

func TestSlots(t *testing.T) {
	assert.Equal(t, []slot{
		{name: "writer"}, {name: "reader-1", tier: 1}, {name: "reader-2", tier: 2},
	}, slots(2))
	assert.Equal(t, []slot{{name: "secondary-reader-1"}, {name: "secondary-reader-2", tier: 1}}, secondarySlots(2))
	assert.Empty(t, secondarySlots(0))
}

// One more instance leaves every other one as it was.
func TestAddingAReaderTouchesNoOther(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(0, mostReaders-1).Draw(t, "readers")
		require.Equal(t, slots(n), slots(n + 1)[:n+1])
		require.Equal(t, secondarySlots(n), secondarySlots(n + 1)[:n])
		for _, s := range slots(n + 1) {
			require.LessOrEqual(t, s.tier, mostReaders)
		}
	})
}

func TestFinalSnapshotsDiffer(t *testing.T) {
	first := finalSnapshot("covetpy-prod-database", "sg-1", "subnets", "key", "covetpy")
	assert.Equal(t, "covetpy-prod-database-final-", first[:len(first)-12])
	assert.Equal(t, first, finalSnapshot("covetpy-prod-database", "sg-1", "subnets", "key", "covetpy"), "a preview shows no difference")
	rapid.Check(t, func(t *rapid.T) {
		life := rapid.SliceOfN(rapid.StringMatching(`[a-z0-9-]{1,20}`), 4, 4).Draw(t, "life")
		name := finalSnapshot("covetpy-prod-database", life...)
		require.Regexp(t, `^[a-z][a-z0-9]*(-[a-z0-9]+)*$`, name, "what RDS takes as a name")
		require.LessOrEqual(t, len(name), int(snapshotName))
		other := append([]string{}, life...)
		i := rapid.IntRange(0, 3).Draw(t, "what changed")
		other[i] += "x"
		require.NotEqual(t, name, finalSnapshot("covetpy-prod-database", other...))
	})
}

// The provider appends 26 characters to a prefix.
func TestPrefixesLeaveRoom(t *testing.T) {
	assert.Equal(t, "covetpy-prod-database-writer-", large().prefix("database", "writer"))
	rapid.Check(t, func(t *rapid.T) {
		a := large()
		a.Names.Environment = rapid.StringMatching(`[a-z]{1,40}`).Draw(t, "environment")
		prefix := a.prefix(rapid.StringMatching(`[a-z]{1,20}`).Draw(t, "name"), partReader)
		require.LessOrEqual(t, len(prefix), 63-26)
		require.Regexp(t, `[a-z0-9]-$`, prefix)
	})
}

func TestParameters(t *testing.T) {
	base := []parameter{
		{name: "rds.force_ssl", value: "1", usual: true},
		{name: "shared_preload_libraries", value: "pg_stat_statements", static: true},
		{name: "log_min_duration_statement", value: "-1"},
		{name: "log_statement", value: "ddl"},
		{name: "log_connections", value: "1"},
		{name: "log_disconnections", value: "1"},
		{name: "log_lock_waits", value: "1"},
		{name: "statement_timeout", value: "0"},
		{name: "idle_in_transaction_session_timeout", value: "0"},
	}
	assert.Equal(t, base, clusterParameters(Parameters{}))

	want := append([]parameter{}, base...)
	want[1].value = "pg_stat_statements,pgaudit"
	want[2].value, want[7].value, want[8].value = "500", "60000", "300000"
	want = append(want,
		parameter{name: "pgaudit.log", value: "ddl,role"},
		parameter{name: "pgaudit.role", value: "rds_pgaudit"},
		parameter{name: "rds.logical_replication", value: "1", static: true})
	assert.Equal(t, want, clusterParameters(large().Parameters))

	assert.Equal(t, "immediate", parameter{}.apply())
	assert.Equal(t, "pending-reboot", parameter{static: true}.apply())
	assert.Equal(t, "pending-reboot", parameter{usual: true}.apply(), "which is all that RDS knows of a value that it has anyway")
	assert.Contains(t, clusterParameters(Parameters{IdleTransactionTimeoutSeconds: 86400}),
		parameter{name: "idle_in_transaction_session_timeout", value: "86400000", usual: true})
}

func TestRules(t *testing.T) {
	peers := large().Peers
	direct := rule{name: "cluster-migrations", of: clusterGroup, peer: "migrations", description: "PostgreSQL from migrations"}
	for name, test := range map[string]struct {
		proxied bool
		want    []rule
	}{
		"without a proxy every peer reaches the cluster": {false, []rule{
			{name: "cluster-nodes", of: clusterGroup, peer: "nodes", description: "PostgreSQL from nodes"},
			direct,
		}},
		"with one, only direct peers do": {true, []rule{
			{name: "proxy-nodes", of: proxyGroup, peer: "nodes", description: "PostgreSQL through the proxy, from nodes"},
			{name: "proxy-migrations", of: proxyGroup, peer: "migrations", description: "PostgreSQL through the proxy, from migrations"},
			direct,
			{name: "proxy-to-cluster", of: proxyGroup, out: true, other: clusterGroup, description: "PostgreSQL to the cluster"},
			{name: "cluster-from-proxy", of: clusterGroup, other: proxyGroup, description: "PostgreSQL from the proxy"},
		}},
	} {
		t.Run(name, func(t *testing.T) { assert.Equal(t, test.want, rules(peers, test.proxied)) })
	}
}
