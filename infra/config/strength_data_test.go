package config_test

import (
	"maps"
	"slices"

	"github.com/covetpy/platform/infra/config"
)

// availability is a reason that several fields share.
var availability = notSecurity("availability, not safety")

func dataStrengths() map[string]strength {
	out := map[string]strength{
		"alerts.page": identity, "alerts.ticket": identity,
		"accessLogs.retentionDays": measured(func(c config.Config) int { return int(c.AccessLogs.RetentionDays) }),
	}
	maps.Copy(out, databaseStrengths())
	maps.Copy(out, cacheStrengths())
	maps.Copy(out, edgeStrengths())
	maps.Copy(out, wafStrengths())
	maps.Copy(out, recoveryStrengths())
	return out
}

// where measures a field of what may be off, which is weaker than any value.
func where[T any](part func(config.Config) *T, of func(T) int) strength {
	return measured(func(c config.Config) int {
		if p := part(c); p != nil {
			return of(*p)
		}
		return -1 << 40
	})
}

func databaseStrengths() map[string]strength {
	database := func(of func(config.Database) int) strength {
		return where(func(c config.Config) *config.Database { return c.Database }, of)
	}
	out := map[string]strength{
		"backups.retentionDays": database(func(d config.Database) int { return d.Backups.RetentionDays }),
		"deletionProtection":    database(func(d config.Database) int { return yes(d.DeletionProtection) }),
		"logs.retentionDays":    database(func(d config.Database) int { return int(d.Logs.RetentionDays) }),
		"parameters.audit":      database(func(d config.Database) int { return yes(d.Parameters.Audit) }),
		"version":               notSecurity("upgrades pass through the lower tiers first"),
		"databaseName":          identity,
		"readers":               availability,
		"minorUpgrades":         notSecurity("who installs a patch; a pinned version is raised by a reviewed change"),
		"backups.window":        choice, "maintenanceWindow": choice,
		"monitoringSeconds": notSecurity("how closely the machine is watched"),
		"global.cidr":       identity, "global.zoneIds": identity, "global.readers": availability, "global.instanceClass": size,
	}
	for _, field := range []string{
		"serverless.minACU", "serverless.maxACU", "serverless.pauseAfterSeconds", "provisioned.instanceClass",
		"provisioned.autoscaling.maxReaders", "provisioned.autoscaling.cpuPercent", "insights.mode", "insights.retentionDays",
		"parameters.slowQueryMilliseconds", "parameters.statementTimeoutSeconds", "parameters.idleTransactionTimeoutSeconds",
		"parameters.logicalReplication", "proxy.maxConnectionsPercent", "proxy.users", "proxy.idleClientTimeoutSeconds",
	} {
		out[field] = size
	}
	return under("database.", out)
}

func cacheStrengths() map[string]strength {
	least := func(of func(config.Cache) int) strength {
		return measured(func(c config.Config) int {
			out := 1 << 40
			for _, cache := range c.Caches {
				out = min(out, of(cache))
			}
			return out
		})
	}
	out := map[string]strength{
		"snapshots.retentionDays": least(func(c config.Cache) int { return c.Snapshots.RetentionDays }),
		"logs.retentionDays":      least(func(c config.Cache) int { return int(c.Logs.RetentionDays) }),
		"version":                 notSecurity("upgrades pass through the lower tiers first"),
		"minorUpgrades":           notSecurity("who installs a patch"),
		"multiAz":                 availability,
		"uses":                    choice, "engine": choice, "eviction": choice, "snapshots.window": choice, "maintenanceWindow": choice,
	}
	for _, field := range []string{
		"nodes.type", "nodes.count", "shards.type", "shards.count", "shards.replicas", "serverless.maxStorageGb", "serverless.maxEcpuPerSecond",
	} {
		out[field] = size
	}
	return under("caches.<name>.", out)
}

func edgeStrengths() map[string]strength {
	edge := func(of func(config.Edge) int) strength {
		return where(func(c config.Config) *config.Edge { return c.Edge }, of)
	}
	return under("edge.", map[string]strength{
		"hostedZone.id": identity, "hostedZone.name": identity,
		"services.<name>.host": identity, "services.<name>.port": identity, "services.<name>.healthPath": identity,
		"services.<name>.weights.blue": choice, "services.<name>.weights.green": choice,
		"services.<name>.slowStartSeconds": availability, "services.<name>.deregistrationSeconds": availability,
		"services.<name>.allowedRanges": notSecurity("some services are for everyone"),
		"monitoring.hosts": edge(func(e config.Edge) int {
			if e.Monitoring == nil {
				return 0
			}
			return -len(e.Monitoring.Hosts)
		}),
		"monitoring.allowedRanges": notSecurity("addresses of people, who are elsewhere in each environment"),
		"tlsPolicy": edge(func(e config.Edge) int {
			return rank(e.TLSPolicy, config.TLS13And12, config.TLS13And12Restricted, config.TLS13Only)
		}),
		"idleTimeoutSeconds": size, "keepAliveSeconds": size,
		"deletionProtection": edge(func(e config.Edge) int { return yes(e.DeletionProtection) }),
		"zonalShift":         edge(func(e config.Edge) int { return yes(e.ZonalShift) }),
	})
}

func wafStrengths() map[string]strength {
	waf := func(of func(config.WAF) int) strength {
		return where(func(c config.Config) *config.WAF {
			if c.Edge == nil {
				return nil
			}
			return c.Edge.WAF
		}, of)
	}
	return under("edge.waf.", map[string]strength{
		"mode":                waf(func(w config.WAF) int { return rank(w.Mode, config.WAFCount, config.WAFBlock) }),
		"countUntil":          notSecurity("counted by the mode"),
		"anonymousIps":        waf(func(w config.WAF) int { return yes(w.AnonymousIPs) }),
		"requestsPer5Minutes": waf(func(w config.WAF) int { return -w.RequestsPer5Minutes }),
		"blockedCountries":    notSecurity("a question of law and of customers"),
		"maxBodyKB":           notSecurity("what the application takes; WAF looks no further than 8 KB in any case"),
		"countedRules":        waf(func(w config.WAF) int { return -len(w.CountedRules) }),
		"logs.retentionDays":  waf(func(w config.WAF) int { return int(w.Logs.RetentionDays) }),
	})
}

func recoveryStrengths() map[string]strength {
	recovery := func(of func(config.Recovery) int) strength {
		return where(func(c config.Config) *config.Recovery { return c.Recovery }, of)
	}
	region := func(of func(config.RegionObjectives) int) strength {
		return where(func(c config.Config) *config.RegionObjectives { return c.Recovery.Objectives.Region }, of)
	}
	lock := func(of func(config.VaultLock) int) strength {
		return where(func(c config.Config) *config.VaultLock { return c.Recovery.VaultLock }, of)
	}
	longest := func(of func(config.BackupRule) int) strength {
		return recovery(func(r config.Recovery) int {
			shortest := 1 << 40
			for _, class := range config.BackupClasses() {
				kept := 0
				for _, rule := range r.Plans[class] {
					kept = max(kept, of(rule))
				}
				shortest = min(shortest, kept)
			}
			return shortest
		})
	}
	out := under("recovery.", map[string]strength{
		"objectives.rpoMinutes":             recovery(func(r config.Recovery) int { return -r.Objectives.RPOMinutes }),
		"objectives.rtoMinutes":             recovery(func(r config.Recovery) int { return -r.Objectives.RTOMinutes }),
		"objectives.historyDays":            recovery(func(r config.Recovery) int { return r.Objectives.HistoryDays }),
		"objectives.region.rpoMinutes":      region(func(r config.RegionObjectives) int { return -r.RPOMinutes }),
		"objectives.region.rtoMinutes":      region(func(r config.RegionObjectives) int { return -r.RTOMinutes }),
		"plans.<name>.<name>.retentionDays": longest(func(r config.BackupRule) int { return r.RetentionDays }),
		"plans.<name>.<name>.copyDays":      longest(func(r config.BackupRule) int { return r.CopyDays }),
		"plans.<name>.<name>.coldAfterDays": notSecurity("what it costs to keep"),
		"secondRegion.region":               identity, "copyToVault": identity,
		"vaultLock.mode":      lock(func(l config.VaultLock) int { return rank(l.Mode, config.LockGovernance, config.LockCompliance) }),
		"vaultLock.minDays":   lock(func(l config.VaultLock) int { return l.MinDays }),
		"vaultLock.maxDays":   notSecurity("keeps a slip from holding data for a century"),
		"vaultLock.graceDays": notSecurity("how long a compliance lock can still be taken off"),
		"restoreTest.schedule": where(func(c config.Config) *config.RestoreTest { return c.Recovery.RestoreTest },
			func(r config.RestoreTest) int { return rank(r.Schedule, config.TestMonthly, config.TestWeekly) }),
		"restoreTest.hoursKept": notSecurity("how long a person has to look"),
		"reports.retentionDays": where(func(c config.Config) *config.BackupReports { return c.Recovery.Reports },
			func(r config.BackupReports) int { return int(r.RetentionDays) }),
	})
	maps.Copy(out, under("registry.", map[string]strength{
		"repositories": identity, "pushers": identity, "keepImages": size, "untaggedDays": size, "pullThrough": choice,
		"replicate": availability,
		"scanning": where(func(c config.Config) *config.Registry { return c.Registry },
			func(r config.Registry) int { return rank(r.Scanning, config.ScanBasic, config.ScanEnhanced) }),
	}))
	return out
}

// under puts fields under the path of what holds them.
func under(prefix string, fields map[string]strength) map[string]strength {
	out := map[string]strength{}
	for field, s := range fields {
		out[prefix+field] = s
	}
	return out
}

// dataWeakenings turn each measured field down by hand.
func dataWeakenings() map[string]func(*config.Config) {
	rules := func(change func(*config.BackupRule)) func(*config.Config) {
		return func(c *config.Config) {
			for frequency, rule := range c.Recovery.Plans[config.BackupVolumes] {
				change(&rule)
				c.Recovery.Plans[config.BackupVolumes][frequency] = rule
			}
		}
	}
	cache := func(change func(*config.Cache)) func(*config.Config) {
		return func(c *config.Config) {
			name := slices.Sorted(maps.Keys(c.Caches))[0]
			weaker := c.Caches[name]
			change(&weaker)
			c.Caches[name] = weaker
		}
	}
	return map[string]func(*config.Config){
		"accessLogs.retentionDays":                   func(c *config.Config) { c.AccessLogs.RetentionDays = 180 },
		"database.backups.retentionDays":             func(c *config.Config) { c.Database.Backups.RetentionDays = 34 },
		"database.deletionProtection":                func(c *config.Config) { c.Database.DeletionProtection = false },
		"database.logs.retentionDays":                func(c *config.Config) { c.Database.Logs.RetentionDays = 180 },
		"database.parameters.audit":                  func(c *config.Config) { c.Database.Parameters.Audit = false },
		"caches.<name>.snapshots.retentionDays":      cache(func(c *config.Cache) { c.Snapshots.RetentionDays = 1 }),
		"caches.<name>.logs.retentionDays":           cache(func(c *config.Cache) { c.Logs.RetentionDays = 180 }),
		"edge.monitoring.hosts":                      func(c *config.Config) { c.Edge.Monitoring.Hosts = []config.MonitoringHost{config.Grafana} },
		"edge.tlsPolicy":                             func(c *config.Config) { c.Edge.TLSPolicy = config.TLS13And12 },
		"edge.deletionProtection":                    func(c *config.Config) { c.Edge.DeletionProtection = false },
		"edge.zonalShift":                            func(c *config.Config) { c.Edge.ZonalShift = false },
		"edge.waf.mode":                              func(c *config.Config) { c.Edge.WAF.Mode = config.WAFCount },
		"edge.waf.anonymousIps":                      func(c *config.Config) { c.Edge.WAF.AnonymousIPs = false },
		"edge.waf.requestsPer5Minutes":               func(c *config.Config) { c.Edge.WAF.RequestsPer5Minutes = 2001 },
		"edge.waf.countedRules":                      func(c *config.Config) { c.Edge.WAF.CountedRules = []string{"NoUserAgent_HEADER"} },
		"edge.waf.logs.retentionDays":                func(c *config.Config) { c.Edge.WAF.Logs.RetentionDays = 180 },
		"registry.scanning":                          func(c *config.Config) { c.Registry.Scanning = config.ScanBasic },
		"recovery.objectives.rpoMinutes":             func(c *config.Config) { c.Recovery.Objectives.RPOMinutes = 61 },
		"recovery.objectives.rtoMinutes":             func(c *config.Config) { c.Recovery.Objectives.RTOMinutes = 90 },
		"recovery.objectives.historyDays":            func(c *config.Config) { c.Recovery.Objectives.HistoryDays = 1 },
		"recovery.objectives.region.rpoMinutes":      func(c *config.Config) { c.Recovery.Objectives.Region.RPOMinutes = 1440 },
		"recovery.objectives.region.rtoMinutes":      func(c *config.Config) { c.Recovery.Objectives.Region.RTOMinutes = 1440 },
		"recovery.plans.<name>.<name>.copyDays":      rules(func(r *config.BackupRule) { r.CopyDays = 1 }),
		"recovery.plans.<name>.<name>.retentionDays": rules(func(r *config.BackupRule) { r.RetentionDays = 2 }),
		"recovery.vaultLock.mode":                    func(c *config.Config) { c.Recovery.VaultLock.Mode = config.LockGovernance },
		"recovery.vaultLock.minDays":                 func(c *config.Config) { c.Recovery.VaultLock.MinDays = 0 },
		"recovery.restoreTest.schedule":              func(c *config.Config) { c.Recovery.RestoreTest.Schedule = config.TestMonthly },
		"recovery.reports.retentionDays":             func(c *config.Config) { c.Recovery.Reports.RetentionDays = 180 },
	}
}

// strengthenData is what no tier has by default, at its strongest.
func strengthenData(c *config.Config) {
	c.Edge.Monitoring = &config.EdgeMonitoring{}
	c.Edge.TLSPolicy = config.TLS13Only
	c.Edge.WAF.AnonymousIPs = true
	c.Recovery.VaultLock.Mode = config.LockCompliance
}
