package stacks

import (
	"maps"
	"net/netip"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/covetpy/platform/components/cache"
	"github.com/covetpy/platform/components/database"
	"github.com/covetpy/platform/components/edge"
	"github.com/covetpy/platform/components/network"
	"github.com/covetpy/platform/components/recovery"
	"github.com/covetpy/platform/components/registry"
	"github.com/covetpy/platform/components/storage"
	"github.com/covetpy/platform/infra/config"
	"github.com/covetpy/platform/infra/loggroup"
	"github.com/covetpy/platform/infra/tags"
)

// whole is a prod configuration without a fault and with a front door.
func whole() config.Config {
	c := config.Defaults(config.Prod)
	c.Account, c.Region = "111122223333", "eu-west-1"
	c.Owner, c.CostCentre, c.Domain = "platform", "4100", "covet.example.com"
	c.Cluster.Access["admins"] = config.AccessEntry{
		PrincipalARN: "arn:aws:iam::111122223333:role/Admin", Role: config.Administrator,
	}
	edge := config.Specimen(config.Prod, "new").Edge
	edge.HostedZone = config.HostedZone{ID: "Z0123456789", Name: "covet.example.com"}
	edge.Services = map[string]config.EdgeService{"app": edge.Services["new"]}
	edge.Monitoring = nil
	c.Edge = edge
	c.Recovery.SecondRegion = &config.SecondRegion{Region: "eu-central-1"}
	return c
}

// said are the faults of a configuration, as path and what was found.
func said(c config.Config) []string {
	var out []string
	for _, f := range Check("prod", today)(c) {
		out = append(out, f.Path+": "+f.Found)
	}
	return out
}

// TestFaultsOfDataAreToldUnderTheConfigurationsPaths breaks one thing and reads
// where the fault is said to be.
func TestFaultsOfDataAreToldUnderTheConfigurationsPaths(t *testing.T) {
	t.Parallel()
	cases := map[string]struct {
		breakIt func(*config.Config)
		want    []string
	}{
		"nothing": {func(*config.Config) {}, nil},
		"a database that is both": {
			func(c *config.Config) { c.Database.Serverless = &config.DatabaseServerless{MinACU: 1, MaxACU: 4} },
			[]string{"database.serverless: serverless and provisioned"},
		},
		"windows of the database that overlap": {
			func(c *config.Config) { c.Database.MaintenanceWindow = "sun:02:30-sun:03:30" },
			[]string{"database.backups.window: 02:00-03:00"},
		},
		"one node in several zones": {
			func(c *config.Config) {
				sessions := c.Caches["sessions"]
				sessions.Nodes = &config.CacheNodes{Type: "cache.t4g.small", Count: 1}
				c.Caches["sessions"] = sessions
			},
			[]string{"caches.sessions.multiAz: true with 1 node"},
		},
		"nodes of no type": {
			func(c *config.Config) {
				sessions := c.Caches["sessions"]
				sessions.Nodes = &config.CacheNodes{Count: 2}
				c.Caches["sessions"] = sessions
			},
			[]string{"caches.sessions.nodes.type: "},
		},
		"instances of no class": {
			func(c *config.Config) { c.Database.Provisioned = &config.DatabaseProvisioned{} },
			[]string{"database.provisioned.instanceClass: "},
		},
		"sessions that may be evicted": {
			func(c *config.Config) {
				sessions := c.Caches["sessions"]
				sessions.Eviction = config.AllKeysLRU
				c.Caches["sessions"] = sessions
			},
			[]string{"caches.sessions.eviction: allkeys-lru"},
		},
		"a domain outside the zone": {
			func(c *config.Config) { c.Domain = "covet.example.org" },
			[]string{"domain: covet.example.org"},
		},
		"counting without an end": {
			func(c *config.Config) { c.Edge.WAF.Mode = config.WAFCount },
			[]string{"edge.waf.countUntil: "},
		},
		"an address that is none": {
			func(c *config.Config) { c.Alerts.Page = []string{"nobody"} },
			[]string{"alerts.page[0]: nobody"},
		},
		"a history that nothing keeps": {
			func(c *config.Config) { c.Recovery.Objectives.HistoryDays = 400 },
			[]string{"recovery.objectives.historyDays: 400"},
		},
		"a point in time that backups can't meet": {
			func(c *config.Config) { c.Recovery.Objectives.RPOMinutes = 1 },
			[]string{"recovery.objectives.rpoMinutes: 1"},
		},
		"a region that nothing outlives": {
			func(c *config.Config) {
				c.Recovery.SecondRegion, c.Registry.Replicate = nil, false
				for _, rules := range c.Recovery.Plans {
					for often, rule := range rules {
						rule.CopyDays = 0
						rules[often] = rule
					}
				}
			},
			[]string{"recovery.objectives.region: 240 and 480 minutes"},
		},
		"a second region forgotten, which is one mistake": {
			func(c *config.Config) {
				c.Recovery.SecondRegion = nil
				c.Database.Global = &config.DatabaseGlobal{CIDR: netip.MustParsePrefix("10.31.0.0/16")}
			},
			[]string{"recovery.secondRegion: "},
		},
		"keys that stay in their region": {
			func(c *config.Config) { c.Encryption.MultiRegion = false },
			[]string{"encryption.multiRegion: false"},
		},
		"images copied to nowhere": {
			func(c *config.Config) { c.Recovery = nil },
			[]string{"registry.replicate: true"},
		},
		"a copy of the database in nowhere": {
			func(c *config.Config) {
				c.Recovery, c.Registry = nil, nil
				c.Database.Global = &config.DatabaseGlobal{CIDR: netip.MustParsePrefix("10.31.0.0/16")}
			},
			[]string{"database.global: a copy in a second region"},
		},
		"a copy of the database where a peer is": {
			func(c *config.Config) { c.Database.Global = &config.DatabaseGlobal{CIDR: c.Network.CIDR} },
			[]string{"database.global.cidr: 10.30.0.0/16"},
		},
		"a role that may both pull and push": {
			func(c *config.Config) {
				c.Registry.Pushers = []string{"arn:aws:iam::111122223333:role/covetpy-prod-eks-node"}
			},
			[]string{"registry.pushers[0]: arn:aws:iam::111122223333:role/covetpy-prod-eks-node"},
		},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			settings := whole()
			c.breakIt(&settings)
			require.Equal(t, c.want, said(settings))
		})
	}
}

// TestAPlanOfDataIsTheConfiguration compares what the mappings could drop.
func TestAPlanOfDataIsTheConfiguration(t *testing.T) {
	t.Parallel()
	settings := whole()
	settings.Edge.Monitoring = &config.EdgeMonitoring{
		Hosts: []config.MonitoringHost{config.Grafana}, AllowedRanges: []netip.Prefix{netip.MustParsePrefix("203.0.113.0/24")},
	}
	settings.Database.Global = &config.DatabaseGlobal{CIDR: netip.MustParsePrefix("10.31.0.0/16"), Readers: 1}
	p, faults := newPlan("prod", settings, today)
	require.Empty(t, faults)

	d := p.database
	assert.Equal(t, &database.Provisioned{
		InstanceClass: "db.r7g.xlarge", Autoscaling: &database.ReaderScaling{MaxReaders: 5, CPUPercent: 60},
	}, d.Provisioned)
	assert.Nil(t, d.Serverless)
	assert.Equal(t, &database.Proxy{Users: []string{"app"}, MaxConnectionsPercent: 90, IdleClientTimeoutSeconds: 1800}, d.Proxy)
	assert.Equal(t, database.Backups{RetentionDays: 35, Window: "02:00-03:00"}, d.Backups)
	assert.Equal(t, database.Insights{Advanced: true, RetentionDays: 465}, d.Insights)
	assert.Equal(t, []any{true, true, false, 2, 365, 15}, []any{
		d.Protect, d.DeletionProtection, d.MinorUpgrades, d.Readers, d.LogRetentionDays, d.MonitoringSeconds,
	})
	assert.Equal(t, "db.r7g.xlarge", d.Global.InstanceClass, "that of the first region")
	assert.Equal(t, "eu-central-1", d.Global.Where.Region)

	assert.Equal(t, netip.MustParsePrefix("10.31.0.0/16"), p.far.CIDR)
	assert.Equal(t, []string{"euc1-az1", "euc1-az2"}, p.far.ZoneIDs)
	assert.Equal(t, network.NATNone, p.far.NAT)
	assert.Contains(t, p.far.Peers, settings.Network.CIDR)

	assert.Equal(t, []string{"caching", "sessions"}, slices.Sorted(maps.Keys(p.caches)))
	sessions := p.caches["sessions"]
	assert.Equal(t, &cache.Nodes{Type: "cache.r7g.large", Count: 3}, sessions.Nodes)
	assert.Equal(t, []any{[]cache.Use{cache.Sessions}, cache.NoEviction, true, true}, []any{
		sessions.Uses, sessions.Eviction, sessions.MultiAZ, sessions.Protect,
	})

	assert.Equal(t, &edge.Monitoring{
		Hosts: []edge.MonitoringHost{edge.Grafana}, AllowedRanges: []netip.Prefix{netip.MustParsePrefix("203.0.113.0/24")},
	}, p.edge.Monitoring)
	assert.Equal(t, edge.Service{
		Port: 8000, HealthPath: "/health/ready", Weights: edge.Weights{Blue: 100}, SlowStartSeconds: 30, DeregistrationSeconds: 30,
		AllowedRanges: []netip.Prefix{},
	}, p.edge.Services["app"])
	assert.Equal(t, today, p.edge.AsOf)

	assert.Equal(t, p.cluster.NodeRoleARNs(), p.registry.Pullers)
	assert.Equal(t, &registry.Second{Region: "eu-central-1"}, p.registry.Replicate)

	r := p.recovery
	assert.Equal(t, recovery.Plan{
		Hourly:  &recovery.Rule{RetentionDays: 2, CopyDays: 2},
		Daily:   &recovery.Rule{RetentionDays: 35, CopyDays: 35},
		Weekly:  &recovery.Rule{RetentionDays: 90, CopyDays: 90},
		Monthly: &recovery.Rule{RetentionDays: 366, CopyDays: 366},
	}, r.Plans[tags.BackupVolumes])
	assert.Empty(t, r.LeftOut)
	assert.Equal(t, &recovery.DatabaseFacts{
		RetentionDays: 35, BackupWindow: "02:00-03:00", MaintenanceWindow: "sun:04:00-sun:05:00",
		Readers: 2, Global: true, GlobalReaders: 1,
	}, r.Database)
}

// TestAServerlessCacheDecidesWhatItsTierWouldSay leaves out what it has no setting
// for.
func TestAServerlessCacheDecidesWhatItsTierWouldSay(t *testing.T) {
	t.Parallel()
	settings := whole()
	caching := settings.Caches["caching"]
	caching.Nodes, caching.Serverless = nil, &config.CacheServerless{MaxStorageGB: 5, MaxECPUPerSecond: 5000}
	settings.Caches["caching"] = caching
	p, faults := newPlan("prod", settings, today)
	require.Empty(t, faults)
	args := p.caches["caching"]
	assert.Equal(t, []any{"", 0, cache.Eviction(""), true, true}, []any{
		args.MaintenanceWindow, args.LogRetentionDays, args.Eviction, args.MultiAZ, args.MinorUpgrades,
	})
}

// TestAClassThatIsNotPlannedIsLeftOutOnPurpose is what null means.
func TestAClassThatIsNotPlannedIsLeftOutOnPurpose(t *testing.T) {
	t.Parallel()
	settings := whole()
	delete(settings.Recovery.Plans, config.BackupObjects)
	p, faults := newPlan("prod", settings, today)
	require.Empty(t, faults)
	assert.Equal(t, []tags.BackupPlan{tags.BackupObjects}, p.recovery.LeftOut)
	assert.NotContains(t, p.recovery.Plans, tags.BackupObjects)
}

// TestKeysAdmitTheAccountThatBackupsAreCopiedTo is another one than the
// environment's.
func TestKeysAdmitTheAccountThatBackupsAreCopiedTo(t *testing.T) {
	t.Parallel()
	settings := whole()
	p, _ := newPlan("prod", settings, today)
	assert.Empty(t, p.keys.CopiesTo)
	settings.Recovery.CopyToVault = "arn:aws:backup:" + settings.Region + ":999988887777:backup-vault:kept"
	p, faults := newPlan("prod", settings, today)
	require.Empty(t, faults)
	assert.Equal(t, []string{"999988887777"}, p.keys.CopiesTo)
}

// TestABucketForRecordsIsMadeWhereSomethingWritesThem takes away its writers, one
// after the other.
func TestABucketForRecordsIsMadeWhereSomethingWritesThem(t *testing.T) {
	t.Parallel()
	settings := whole()
	made := func() bool {
		p, _ := newPlan("prod", settings, today)
		return p.accessLogs != nil
	}
	require.True(t, made())
	settings.Edge, settings.Network.FlowLogs = nil, nil
	assert.True(t, made(), "reports")
	settings.Recovery.Reports = nil
	assert.False(t, made(), "nothing writes")
	settings.Buckets = map[string]config.Bucket{"uploads": {FormerDays: 30}}
	assert.True(t, made(), "an application's bucket")
}

// TestEveryChoiceOfAFileIsOneOfTheComponents holds the configuration's words to
// the components', which judge them again.
func TestEveryChoiceOfAFileIsOneOfTheComponents(t *testing.T) {
	t.Parallel()
	for _, policy := range config.TLSPolicy("").Values() {
		assert.Contains(t, edge.TLSPolicies(), policy)
	}
	for _, host := range edge.MonitoringHosts() {
		assert.Contains(t, config.MonitoringHost("").Values(), string(host))
	}
	for _, upstream := range config.PublicRegistry("").Values() {
		assert.Contains(t, registry.Upstreams(), registry.Upstream(upstream))
	}
	for _, plan := range tags.BackupPlans() {
		assert.Contains(t, config.BackupClass("").Values(), string(plan))
	}
	for _, prefix := range []string{edge.AccessLogPrefix, edge.ConnectionLogPrefix} {
		assert.True(t, strings.HasPrefix(prefix, storage.LoadBalancers), "%s is where the logs' bucket lets load balancers write", prefix)
	}
	var days []string
	for _, d := range loggroup.Retentions() {
		days = append(days, strconv.Itoa(d))
	}
	assert.Equal(t, config.Retention(0).Values(), days)
	assert.Contains(t, database.Versions(), config.Defaults(config.Prod).Database.Version)
	assert.Contains(t, cache.Versions(cache.Valkey), config.Defaults(config.Prod).Caches["sessions"].Version)
}
