package stacks

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/covetpy/platform/infra/config"
)

// TestAMistakeInTheDataIsToldOnce writes each mistake into an environment's real
// file. What is told names the setting, and the one that it does not go with.
func TestAMistakeInTheDataIsToldOnce(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct{ environment, line, says string }{
		"windows that overlap": {
			"prod", `covetpy:database: {maintenanceWindow: "sun:02:30-sun:03:30"}`,
			"(default of tier prod): database.backups.window: found 02:00-03:00, accepted: a window apart from maintenanceWindow (sun:02:30-sun:03:30), which RDS demands",
		},
		"two ways to size instances": {
			"staging", `covetpy:database: {serverless: {minACU: 1, maxACU: 4}}`,
			"database.serverless: found serverless and provisioned, accepted: one of the two, and null for the other",
		},
		"a pause that a proxy prevents": {
			"dev", `covetpy:database: {proxy: {users: [app]}}`,
			"(default of tier dev): database.serverless.minACU: found 0, accepted: at least 1 with a proxy, whose open connections never let an instance pause",
		},
		"a pause above a minimum of zero": {
			"dev", `covetpy:database: {serverless: {minACU: 1}}`,
			"(default of tier dev): database.serverless.pauseAfterSeconds: found 600, accepted: 0, as nothing pauses with serverless.minACU 1 (only 0 does)",
		},
		"more readers than scaling allows": {
			"prod", `covetpy:database: {readers: 6}`,
			"(default of tier prod): database.provisioned.autoscaling.maxReaders: found 5, accepted: 6, as many as readers, to 15",
		},
		"too short a history for the advanced mode": {
			"prod", `covetpy:database: {insights: {retentionDays: 31}}`,
			"database.insights.retentionDays: found 31, accepted: at least 465 in the advanced mode (insights.mode), or the standard mode",
		},
		"a copy without a second region": {
			"dev", `covetpy:database: {global: {cidr: 10.99.0.0/16}}`,
			"database.global: found a copy in a second region, accepted: null, or a region as recovery.secondRegion.region",
		},
		"a copy whose network overlaps this one": {
			"prod", `covetpy:database: {global: {cidr: 10.30.0.0/16}}`,
			"database.global.cidr: found 10.30.0.0/16, accepted: a range apart from network.cidr (10.30.0.0/16)",
		},
		"a copy whose network overlaps another environment's": {
			"prod", `covetpy:database: {global: {cidr: 10.20.0.0/16}}`,
			"database.global.cidr: found 10.20.0.0/16, accepted: a range apart from network.peers[1] (10.20.0.0/16)",
		},
		"one node in several zones, of the type that the tier has": {
			"prod", `covetpy:caches: {caching: {nodes: {count: 1}}}`,
			"(default of tier prod): caches.caching.multiAz: found true with 1 node, accepted: false, or a replica to fail over to: nodes.count of at least 2",
		},
		"sessions that are dropped": {
			"prod", `covetpy:caches: {sessions: {eviction: allkeys-lru}}`,
			"caches.sessions.eviction: found allkeys-lru, accepted: noeviction, as a dropped session logs its user out " +
				"(and each session has a time to live, by which the volatile policies choose); or sessions in a cache of their own",
		},
		"a cache of two shapes": {
			"prod", `covetpy:caches: {caching: {shards: {type: cache.r7g.large, count: 2}}}`,
			"caches.caching.nodes: found nodes and shards, accepted: one of nodes, shards and serverless, and null for the others",
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			file := "Pulumi." + tt.environment + ".yaml"
			raw, err := os.ReadFile(filepath.Join("..", file))
			require.NoError(t, err)
			require.NoError(t, os.WriteFile(filepath.Join(dir, file), append(raw, "  "+tt.line+"\n"...), 0o600))
			_, err = config.Load(dir, tt.environment, Check(tt.environment, today))
			require.Error(t, err)
			lines := strings.Split(err.Error(), "\n")
			require.Len(t, lines, 1)
			require.Contains(t, lines[0], tt.says)
		})
	}
}

// TestASecondRegionThatIsTheFirstIsToldOnce whatever would be copied there.
func TestASecondRegionThatIsTheFirstIsToldOnce(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	raw, err := os.ReadFile(filepath.Join("..", "Pulumi.prod.yaml"))
	require.NoError(t, err)
	wrong := strings.Replace(string(raw), "region: eu-central-1", "region: eu-west-1", 1) +
		"  covetpy:database: {global: {cidr: 10.99.0.0/16}}\n"
	require.NoError(t, os.WriteFile(filepath.Join(dir, "Pulumi.prod.yaml"), []byte(wrong), 0o600))
	_, err = config.Load(dir, "prod", Check("prod", today))
	require.EqualError(t, err, "Pulumi.prod.yaml:22: recovery.secondRegion.region: found eu-west-1, accepted: another region than the environment's own")
}
