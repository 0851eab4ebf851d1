package stacks

import (
	"github.com/covetpy/platform/components/alerts"
	"github.com/covetpy/platform/components/cache"
	"github.com/covetpy/platform/components/database"
	"github.com/covetpy/platform/components/network"
	"github.com/covetpy/platform/components/storage"
	"github.com/covetpy/platform/infra/config"
	"github.com/covetpy/platform/infra/naming"
)

// data decides on what holds data, and on who hears of it.
func (p *plan) data(names naming.Scope, c config.Config) {
	p.alerts = alerts.Args{Names: names, Where: p.where, Page: c.Alerts.Page, Ticket: c.Alerts.Ticket}
	if c.Database != nil {
		p.database = databaseArgs(names, p, *c.Database)
		p.database.Protect = c.Protect
	}
	p.caches = map[string]cache.Args{}
	for name, settings := range c.Caches {
		args := cacheArgs(names, p, name, settings)
		args.Protect = c.Protect
		p.caches[name] = args
	}
}

// record plans the bucket for the record of requests, where a load balancer or
// another bucket writes one: one that nothing writes to would have no reason to be
// encrypted with S3's own keys.
func (p *plan) record(names naming.Scope, c config.Config) {
	flow := p.network.FlowLogs != nil && p.network.FlowLogs.Destination == network.ToS3
	if p.edge == nil && !flow && len(p.uses.buckets) == 0 && (p.recovery == nil || p.recovery.Reports == nil) {
		return
	}
	p.accessLogs = &storage.Args{
		Names: names, Where: p.where, Protect: c.Protect, RetentionDays: int(c.AccessLogs.RetentionDays),
	}
}

func databaseArgs(names naming.Scope, p *plan, d config.Database) *database.Args {
	args := &database.Args{
		Names: names, Where: p.where,
		// Migrations need a session of their own, which a proxy would pin.
		Peers:   []database.Peer{{Name: peerNodes, SecurityGroupID: later, Direct: true}},
		Version: d.Version, DatabaseName: d.DatabaseName, Readers: d.Readers,
		Backups:            database.Backups{RetentionDays: d.Backups.RetentionDays, Window: d.Backups.Window},
		MaintenanceWindow:  d.MaintenanceWindow,
		DeletionProtection: d.DeletionProtection,
		MinorUpgrades:      d.MinorUpgrades,
		LogRetentionDays:   int(d.Logs.RetentionDays),
		Insights: database.Insights{
			Advanced: d.Insights.Mode == config.InsightsAdvanced, RetentionDays: d.Insights.RetentionDays,
		},
		MonitoringSeconds: int(d.MonitoringSeconds),
		Parameters:        database.Parameters(d.Parameters),
	}
	if s := d.Serverless; s != nil {
		args.Serverless = &database.Serverless{MinACU: s.MinACU, MaxACU: s.MaxACU, PauseAfterSeconds: s.PauseAfterSeconds}
	}
	if v := d.Provisioned; v != nil {
		args.Provisioned = &database.Provisioned{InstanceClass: v.InstanceClass}
		if scaling := v.Autoscaling; scaling != nil {
			args.Provisioned.Autoscaling = &database.ReaderScaling{MaxReaders: scaling.MaxReaders, CPUPercent: scaling.CPUPercent}
		}
	}
	if x := d.Proxy; x != nil {
		args.Proxy = &database.Proxy{
			Users: x.Users, MaxConnectionsPercent: x.MaxConnectionsPercent, IdleClientTimeoutSeconds: x.IdleClientTimeoutSeconds,
		}
	}
	return args
}

func cacheArgs(names naming.Scope, p *plan, name string, k config.Cache) cache.Args {
	args := cache.Args{
		Names: names, Where: p.where, Name: name,
		Peers:  []cache.Peer{{Name: peerNodes, SecurityGroupID: later}},
		Engine: cache.Engine(k.Engine), Version: k.Version, Eviction: cache.Eviction(k.Eviction), MultiAZ: k.MultiAZ,
		Snapshots:         cache.Snapshots{RetentionDays: k.Snapshots.RetentionDays, Window: k.Snapshots.Window},
		MaintenanceWindow: k.MaintenanceWindow,
		LogRetentionDays:  int(k.Logs.RetentionDays),
		MinorUpgrades:     k.MinorUpgrades,
	}
	for _, use := range k.Uses {
		args.Uses = append(args.Uses, cache.Use(use))
	}
	if args.Snapshots.RetentionDays == 0 {
		args.Snapshots.Window = ""
	}
	if n := k.Nodes; n != nil {
		args.Nodes = &cache.Nodes{Type: n.Type, Count: n.Count}
	}
	if s := k.Shards; s != nil {
		args.Shards = &cache.Shards{Type: s.Type, Count: s.Count, Replicas: s.Replicas}
	}
	if s := k.Serverless; s != nil {
		args.Serverless = &cache.Serverless{MaxStorageGB: s.MaxStorageGB, MaxECPUPerSecond: s.MaxECPUPerSecond}
		// What it decides by itself has defaults of the tier, which do not count.
		args.MaintenanceWindow, args.LogRetentionDays, args.Eviction = "", 0, ""
		args.MultiAZ, args.MinorUpgrades = true, true
	}
	return args
}
