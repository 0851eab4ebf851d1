package tests

import (
	"net/netip"
	"time"

	"pgregory.net/rapid"

	"github.com/covetpy/platform/infra/config"
)

// dataChoice is what an owner of dev may decide on beside network and cluster: what
// holds data, the front door, the registry and backups. Whether a cache has shards
// is not among it, as it is replaced by that (TestACacheIsNotTurnedIntoShards), nor
// whether there are backups, of which a policy reminds.
type dataChoice struct {
	serverless, provisioned, proxy bool // at most one of the first two; neither is no database
	readers                        int
	retention                      int
	audit                          bool
	nodes                          map[string]int // of caches, by name; 0 is a serverless one
	edge, waf, counts              bool
	front                          config.Edge // as the file has it
	monitoring                     []config.MonitoringHost
	registry                       bool
	scanning                       config.ImageScanning
	tested, reports                bool
	lock                           *config.VaultLock
	second, replicate              bool
}

func drawData(t *rapid.T) dataChoice {
	yes := func(label string) bool { return rapid.Bool().Draw(t, label) }
	runs := rapid.SampledFrom([]string{"serverless", "provisioned", "nothing"}).Draw(t, "database")
	hosts := []config.MonitoringHost{config.Grafana, config.Kibana, config.Jaeger, config.Prometheus}
	d := dataChoice{
		serverless: runs == "serverless", provisioned: runs == "provisioned", proxy: yes("proxy"),
		readers:    rapid.IntRange(0, 2).Draw(t, "readers"),
		retention:  rapid.IntRange(1, 35).Draw(t, "days of backups"),
		audit:      yes("audit"),
		nodes:      rapid.MapOfN(rapid.SampledFrom([]string{"shared", "pages"}), rapid.IntRange(0, 3), 0, 2).Draw(t, "caches"),
		edge:       yes("edge"),
		waf:        yes("firewall"),
		counts:     yes("counts only"),
		monitoring: rapid.Permutation(hosts).Draw(t, "tools")[:rapid.IntRange(0, len(hosts)).Draw(t, "how many tools")],
		registry:   yes("registry"),
		scanning:   rapid.SampledFrom([]config.ImageScanning{config.ScanBasic, config.ScanEnhanced}).Draw(t, "scanning"),
		tested:     yes("restores are tested"),
		reports:    yes("reports"),
		second:     yes("second region"),
		replicate:  yes("images are copied"),
	}
	if yes("vault lock") {
		d.lock = &config.VaultLock{Mode: config.LockGovernance, MinDays: 1, MaxDays: 100}
	}
	return d
}

func (d dataChoice) hasDatabase() bool { return d.serverless || d.provisioned }

// onto makes the choice.
func (d dataChoice) onto(c *config.Config) {
	defaults := config.Defaults(config.Dev)
	// Whether keys can be replicated can't change later, so all can.
	c.Encryption.MultiRegion = true
	d.databaseOnto(c, *defaults.Database)
	c.Caches = map[string]config.Cache{}
	for name, nodes := range d.nodes {
		c.Caches[name] = cacheOf(defaults.Caches["shared"], nodes)
	}
	d.edgeOnto(c)
	if c.Registry = nil; d.registry {
		c.Registry = defaults.Registry
		c.Registry.Scanning, c.Registry.Replicate = d.scanning, d.second && d.replicate
	}
	d.recoveryOnto(c, *defaults.Recovery)
}

func (d dataChoice) databaseOnto(c *config.Config, db config.Database) {
	c.Database = nil
	if !d.hasDatabase() {
		return
	}
	db.Readers, db.Backups.RetentionDays, db.Parameters.Audit = d.readers, d.retention, d.audit
	if d.provisioned {
		db.Serverless, db.Provisioned = nil, &config.DatabaseProvisioned{InstanceClass: "db.r7g.large"}
		if d.proxy {
			db.Proxy = &config.DatabaseProxy{Users: []string{"app"}, MaxConnectionsPercent: 90, IdleClientTimeoutSeconds: 1800}
		}
	}
	c.Database = &db
}

// cacheOf is a cache of so many nodes, or a serverless one, which takes no sessions.
func cacheOf(cache config.Cache, nodes int) config.Cache {
	if nodes == 0 {
		cache.Uses, cache.Nodes = []config.CacheUse{config.Caching}, nil
		cache.Serverless = &config.CacheServerless{MaxStorageGB: 5, MaxECPUPerSecond: 5000}
		return cache
	}
	cache.Nodes = &config.CacheNodes{Type: "cache.t4g.micro", Count: nodes}
	cache.MultiAZ = nodes > 1
	return cache
}

func (d dataChoice) edgeOnto(c *config.Config) {
	front := d.front
	c.Edge = nil
	if !d.edge {
		return
	}
	front.Monitoring = nil
	if len(d.monitoring) > 0 {
		front.Monitoring = &config.EdgeMonitoring{Hosts: d.monitoring, AllowedRanges: []netip.Prefix{netip.MustParsePrefix("198.51.100.0/24")}}
	}
	if !d.waf {
		front.WAF = nil
	} else if d.counts {
		front.WAF.Mode, front.WAF.CountUntil = config.WAFCount, today.AddDate(0, 0, 7).Format(time.DateOnly)
	}
	c.Edge = &front
}

func (d dataChoice) recoveryOnto(c *config.Config, r config.Recovery) {
	r.VaultLock = d.lock
	if d.tested {
		r.RestoreTest = &config.RestoreTest{Schedule: config.TestMonthly, HoursKept: 4}
	}
	if d.reports {
		r.Reports = &config.BackupReports{RetentionDays: 30}
	}
	if d.second {
		r.SecondRegion = &config.SecondRegion{Region: "us-east-1"}
		for class := range r.Plans {
			r.Plans[class] = map[config.BackupFrequency]config.BackupRule{config.Daily: {RetentionDays: 7, CopyDays: 7}}
		}
	}
	c.Recovery = &r
}
