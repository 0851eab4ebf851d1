package tests

import (
	"context"
	"maps"
	"net/netip"
	"strings"
	"testing"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"github.com/stretchr/testify/require"

	"github.com/covetpy/platform/infra/config"
	"github.com/covetpy/platform/internal/engine"
)

const (
	databaseType  = "aws:rds/cluster:Cluster"
	cacheType     = "aws:elasticache/replicationGroup:ReplicationGroup"
	coldCacheType = "aws:elasticache/serverlessCache:ServerlessCache"
)

// count is how many resources of each type there are.
func (w *world) count(types ...string) map[string]int {
	out := map[string]int{}
	for _, typ := range types {
		out[typ] = 0
	}
	for _, r := range w.resources() {
		if typ := string(r.URN.Type()); r.Custom {
			if _, asked := out[typ]; asked {
				out[typ]++
			}
		}
	}
	return out
}

// TestEveryShapeOfTheData takes an environment through each choice that its data
// tier offers and that no environment has made.
func TestEveryShapeOfTheData(t *testing.T) {
	t.Parallel()
	change := func(c *config.Config, name string, how func(*config.Cache)) {
		c.Caches = maps.Clone(c.Caches)
		k := c.Caches[name]
		how(&k)
		c.Caches[name] = k
	}
	cases := map[string]struct {
		environment string
		change      func(*config.Config)
		want        map[string]int
	}{
		"staging's database is serverless": {"staging", func(c *config.Config) {
			c.Database.Provisioned, c.Database.Serverless = nil, &config.DatabaseServerless{MinACU: 1, MaxACU: 8}
		}, map[string]int{databaseType: 1, cacheType: 2, coldCacheType: 0}},
		"prod's results are in shards": {"prod", func(c *config.Config) {
			change(c, "caching", func(k *config.Cache) {
				k.Nodes, k.Shards = nil, &config.CacheShards{Type: "cache.r7g.large", Count: 3, Replicas: 1}
			})
		}, map[string]int{databaseType: 1, cacheType: 2, coldCacheType: 0}},
		"staging's results are in a serverless cache": {"staging", func(c *config.Config) {
			change(c, "caching", func(k *config.Cache) {
				k.Nodes, k.Serverless = nil, &config.CacheServerless{MaxStorageGB: 5, MaxECPUPerSecond: 5000}
			})
		}, map[string]int{databaseType: 1, cacheType: 1, coldCacheType: 1}},
		// Applications use them, and a configuration that says so is refused.
		"dev has no database": {"dev", func(c *config.Config) { c.Database, c.Apps = nil, nil }, map[string]int{databaseType: 0}},
		"dev has no caches":   {"dev", func(c *config.Config) { c.Caches, c.Apps = nil, nil }, map[string]int{cacheType: 0, coldCacheType: 0}},
		"staging has no database and no caches": {
			"staging", func(c *config.Config) { c.Database, c.Caches, c.Apps = nil, nil, nil },
			map[string]int{databaseType: 0, cacheType: 0, coldCacheType: 0},
		},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, tc.environment).with(tc.change)
			w.up()
			for typ, n := range tc.want {
				require.Equal(t, n, w.count(typ)[typ], typ)
			}
			free := w.unprotected()
			free.up()
			free.gone()
		})
	}
}

// TestWithoutRecoveryOnlyThePolicySpeaks takes recovery away from dev, where a
// store that nothing backs up is told and not refused.
func TestWithoutRecoveryOnlyThePolicySpeaks(t *testing.T) {
	t.Parallel()
	w := newWorld(t, "dev").with(func(c *config.Config) { c.Recovery = nil })
	result := w.run(engine.OpUp)
	require.Empty(t, result.Diagnostics)
	var said []string
	for _, v := range result.Violations {
		require.False(t, v.Mandatory)
		said = append(said, v.Policy+" "+string(v.URN.Type()))
	}
	require.Subset(t, said, []string{"recovery-backup-plan aws:eks/cluster:Cluster", "recovery-backup-plan " + databaseType})
	w.settled()
	w.gone()
}

// TestAGlobalDatabase keeps a copy of prod's database in the second region. RDS
// can't keep the master password of such a cluster, so there is one at first: it
// differs from run to run, which changes nothing, and no state shows it.
func TestAGlobalDatabase(t *testing.T) {
	t.Parallel()
	w := newWorld(t, "prod").with(func(c *config.Config) {
		c.Database.Global = &config.DatabaseGlobal{CIDR: netip.MustParsePrefix("10.99.0.0/16"), Readers: 1}
	})
	w.up()

	first, second := w.one(databaseType, "database"), w.one(databaseType, "database-secondary")
	global := w.one("aws:rds/globalCluster:GlobalCluster", "database-global")
	for _, cluster := range []engine.Resource{first, second} {
		require.Equal(t, string(global.ID), text(cluster.Outputs, "globalClusterIdentifier"), cluster.URN)
		require.True(t, cluster.Protect, cluster.URN)
	}
	require.Contains(t, text(second.Outputs, "arn"), ":eu-central-1:")
	require.NotContains(t, second.Inputs, resource.PropertyKey("masterPassword"))

	made, alive := w.cloud.Get(databaseType, string(first.ID))
	require.True(t, alive)
	password := made.Inputs["masterPassword"]
	for password.IsSecret() {
		password = password.SecretValue().Element
	}
	require.Regexp(t, `^[0-9A-Za-z]{64}$`, password.StringValue())
	raw, err := w.engine().Export(context.Background())
	require.NoError(t, err)
	require.Contains(t, string(raw), `"masterPassword": {`, "it is there, as a secret")
	require.NotContains(t, string(raw), password.StringValue())

	free := w.unprotected()
	free.up()
	free.gone()
}

// TestAnUpgradeByAWSIsLeftAlone has AWS move dev's versions on, as dev lets it.
func TestAnUpgradeByAWSIsLeftAlone(t *testing.T) {
	t.Parallel()
	w := newWorld(t, "dev").with(func(c *config.Config) { c.Database.MinorUpgrades = true })
	w.up()
	upgraded := 0
	for typ, version := range map[string]string{databaseType: "17.6", cacheType: "8.2"} {
		for _, r := range w.resources() {
			if string(r.URN.Type()) == typ {
				upgraded++
				require.NoError(t, w.cloud.Tamper(typ, string(r.ID), resource.PropertyMap{
					"engineVersion": resource.NewProperty(version),
				}))
			}
		}
	}
	require.GreaterOrEqual(t, upgraded, 2)
	require.Len(t, w.run(engine.OpRefresh).Changes(), upgraded, "the refresh sees it")
	require.Empty(t, w.run(engine.OpUp).Changes(), "and nothing asks for the way back")
	require.NotContains(t, strings.Join(problems(w.run(engine.OpPreview)), "\n"), "replace")
	w.gone()
}

// TestMonitoringIsTurnedOffAndOn because instances that do not follow their
// cluster are refused.
func TestMonitoringIsTurnedOffAndOn(t *testing.T) {
	t.Parallel()
	w := newWorld(t, "staging").configuring(map[string]string{
		"operations-database-monitoring": `{"enforcementLevel": "disabled"}`,
	})
	w.up()
	for _, seconds := range []config.MonitoringInterval{0, 30} {
		w = w.with(func(c *config.Config) { c.Database.MonitoringSeconds = seconds })
		result := w.up()
		require.Zero(t, result.Count(engine.ActionCreateReplacement), "to %d s", seconds)
		require.Positive(t, result.Count(engine.ActionUpdate), "to %d s", seconds)
	}
}
