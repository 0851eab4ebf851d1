package config

import "net/netip"

// The defaults of what holds data and of what stands before it. They go on with
// the table in tiers.go.

func database(t Tier) Database {
	d := Database{
		Version:            "17.5",
		DatabaseName:       "app",
		Readers:            pick(t, 0, 1, 2),
		Backups:            DatabaseBackups{RetentionDays: pick(t, 1, 7, 35), Window: "02:00-03:00"},
		MaintenanceWindow:  "sun:04:00-sun:05:00",
		DeletionProtection: pick(t, false, true, true),
		// The version is pinned: one that AWS raised would be one that the next up
		// tries to lower.
		MinorUpgrades:     false,
		Logs:              LogRetention{pick[Retention](t, 7, 30, 365)},
		Insights:          insights(t),
		MonitoringSeconds: pick[MonitoringInterval](t, 60, 60, 15),
		Parameters: DatabaseParameters{
			SlowQueryMilliseconds:         500,
			StatementTimeoutSeconds:       60,
			IdleTransactionTimeoutSeconds: 60,
			Audit:                         pick(t, false, true, true),
		},
	}
	if t == Dev {
		// It pauses when nobody works, which a proxy would keep it from.
		d.Serverless = new(databaseServerless())
		return d
	}
	d.Provisioned = &DatabaseProvisioned{InstanceClass: pick(t, "", "db.r7g.large", "db.r7g.xlarge")}
	if t != Staging {
		d.Provisioned.Autoscaling = new(readerScaling())
	}
	d.Proxy = new(databaseProxy())
	return d
}

func insights(t Tier) Insights {
	return Insights{
		Mode:          pick(t, InsightsStandard, InsightsStandard, InsightsAdvanced),
		RetentionDays: pick(t, 7, 7, 465), // advanced mode keeps no less
	}
}

func databaseServerless() DatabaseServerless {
	return DatabaseServerless{MinACU: 0, MaxACU: 4, PauseAfterSeconds: 600}
}

func readerScaling() ReaderScaling { return ReaderScaling{MaxReaders: 5, CPUPercent: 60} }

func databaseProxy() DatabaseProxy {
	return DatabaseProxy{Users: []string{"app"}, MaxConnectionsPercent: 90, IdleClientTimeoutSeconds: 1800}
}

// caches are one for both uses where it is small, and one for each where a full
// cache must not keep people from logging in.
func caches(t Tier) map[string]Cache {
	node := pick(t, "cache.t4g.micro", "cache.t4g.small", "cache.r7g.large")
	if t == Dev {
		shared := cache(t)
		shared.Uses, shared.Eviction = []CacheUse{Caching, Sessions}, NoEviction
		shared.Nodes = &CacheNodes{Type: node, Count: 1}
		return map[string]Cache{"shared": shared}
	}
	caching, sessions := cache(t), cache(t)
	caching.Nodes = &CacheNodes{Type: node, Count: 2}
	sessions.Uses, sessions.Eviction = []CacheUse{Sessions}, NoEviction
	sessions.Nodes = &CacheNodes{Type: node, Count: pick(t, 1, 2, 3)}
	return map[string]Cache{"caching": caching, "sessions": sessions}
}

// cache is what one is when its file only names it; where it runs is the file's
// to say.
func cache(t Tier) Cache {
	return Cache{
		Uses:              []CacheUse{Caching},
		Engine:            Valkey,
		Version:           "8.1",
		Eviction:          AllKeysLRU,
		MultiAZ:           pick(t, false, true, true),
		Snapshots:         CacheSnapshots{RetentionDays: pick(t, 1, 7, 15), Window: "03:00-04:00"},
		MaintenanceWindow: "sun:05:00-sun:06:00",
		MinorUpgrades:     pick(t, true, true, false),
		Logs:              LogRetention{pick[Retention](t, 7, 30, 365)},
	}
}

// edge is the front door when a file names its hosted zone.
func edge(t Tier) Edge {
	return Edge{
		Services:           map[string]EdgeService{}, // applications have theirs by themselves
		TLSPolicy:          TLS13And12Restricted,
		IdleTimeoutSeconds: 60,
		KeepAliveSeconds:   75,
		DeletionProtection: pick(t, false, true, true),
		ZonalShift:         pick(t, false, true, true),
		WAF:                new(waf(t)),
	}
}

func edgeService(t Tier) EdgeService {
	return EdgeService{
		Port:                  8000,
		HealthPath:            "/health/ready",
		Weights:               EdgeWeights{Blue: 100},
		SlowStartSeconds:      pick(t, 0, 30, 30),
		DeregistrationSeconds: pick(t, 10, 30, 30),
		AllowedRanges:         []netip.Prefix{},
	}
}

func waf(t Tier) WAF {
	return WAF{
		Mode:                WAFBlock,
		AnonymousIPs:        false, // other companies' servers call from hosting providers
		RequestsPer5Minutes: pick(t, 5000, 2000, 2000),
		BlockedCountries:    []string{},
		// An application that takes uploads says 0, and checks them itself.
		MaxBodyKB:    8,
		CountedRules: []string{},
		Logs:         LogRetention{pick[Retention](t, 7, 30, 365)},
	}
}

func registry(t Tier) Registry {
	return Registry{
		Repositories: []string{"app"},
		Pushers:      []string{},
		Scanning:     pick(t, ScanBasic, ScanEnhanced, ScanEnhanced),
		KeepImages:   pick(t, 20, 50, 100),
		UntaggedDays: pick(t, 1, 7, 7),
		PullThrough:  []PublicRegistry{ECRPublic, KubernetesIO},
		Credentials:  map[PublicRegistry]string{},
		Replicate:    pick(t, false, false, true),
	}
}

func recovery(t Tier) Recovery {
	r := Recovery{
		Objectives: Objectives{
			RPOMinutes:  pick(t, 1440, 1440, 60),
			RTOMinutes:  pick(t, 60, 5, 5),
			HistoryDays: pick(t, 7, 14, 365),
		},
		Plans: map[BackupClass]map[BackupFrequency]BackupRule{},
	}
	for _, class := range BackupClasses() {
		r.Plans[class] = backupPlan(t)
	}
	if t == Dev {
		return r
	}
	r.RestoreTest = new(restoreTest(t))
	r.Reports = new(backupReports(t))
	r.VaultLock = new(vaultLock())
	if t != Staging {
		r.Objectives.Region = new(regionObjectives())
	}
	return r
}

func backupPlan(t Tier) map[BackupFrequency]BackupRule {
	switch t {
	case Dev:
		return map[BackupFrequency]BackupRule{Daily: {RetentionDays: 7}}
	case Staging:
		return map[BackupFrequency]BackupRule{Daily: {RetentionDays: 14}}
	default:
		return map[BackupFrequency]BackupRule{
			Hourly:  {RetentionDays: 2, CopyDays: 2},
			Daily:   {RetentionDays: 35, CopyDays: 35},
			Weekly:  {RetentionDays: 90, CopyDays: 90},
			Monthly: {RetentionDays: 366, CopyDays: 366},
		}
	}
}

func backupRule(t Tier) BackupRule { return BackupRule{RetentionDays: pick(t, 7, 14, 35)} }

func regionObjectives() RegionObjectives { return RegionObjectives{RPOMinutes: 240, RTOMinutes: 480} }

func vaultLock() VaultLock { return VaultLock{Mode: LockGovernance, MinDays: 1, MaxDays: 3650} }

func restoreTest(t Tier) RestoreTest {
	return RestoreTest{Schedule: pick(t, TestMonthly, TestMonthly, TestWeekly), HoursKept: 4}
}

func backupReports(t Tier) BackupReports {
	return BackupReports{RetentionDays: pick[Retention](t, 30, 90, 365)}
}

// dataParts is what a file can bring into being, before it says more.
func dataParts(t Tier) []any {
	return []any{
		database(t), databaseServerless(),
		DatabaseProvisioned{},
		readerScaling(), databaseProxy(), databaseGlobal(),
		cache(t),
		CacheNodes{Count: 1},
		CacheShards{Count: 1, Replicas: 1},
		cacheServerless(),
		edge(t), edgeService(t),
		EdgeMonitoring{},
		waf(t),
		registry(t), recovery(t),
		map[BackupFrequency]BackupRule{},
		backupRule(t), regionObjectives(),
		SecondRegion{},
		vaultLock(), restoreTest(t), backupReports(t),
	}
}

func databaseGlobal() DatabaseGlobal { return DatabaseGlobal{ZoneIDs: []string{}} }

func cacheServerless() CacheServerless {
	return CacheServerless{MaxStorageGB: 5, MaxECPUPerSecond: 5000}
}

// specimenOfData turns on what tiers leave off, and adds an entry to each map.
func specimenOfData(t Tier, c *Config, name string) {
	c.Database.Serverless = new(databaseServerless())
	c.Database.Provisioned = &DatabaseProvisioned{Autoscaling: new(readerScaling())}
	c.Database.Proxy = new(databaseProxy())
	c.Database.Global = new(databaseGlobal())
	all := cache(t)
	all.Nodes, all.Shards, all.Serverless = &CacheNodes{Count: 1}, &CacheShards{Count: 1, Replicas: 1}, new(cacheServerless())
	c.Caches[name] = all
	c.Edge = new(edge(t))
	c.Edge.Services[name] = edgeService(t)
	c.Edge.Monitoring = &EdgeMonitoring{}
	r := c.Recovery
	r.Objectives.Region = new(regionObjectives())
	r.SecondRegion = &SecondRegion{}
	r.VaultLock = new(vaultLock())
	r.RestoreTest = new(restoreTest(t))
	r.Reports = new(backupReports(t))
}
