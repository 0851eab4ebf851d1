package stacks

import (
	"maps"
	"slices"
	"time"

	"github.com/covetpy/platform/dashboards"
	"github.com/covetpy/platform/infra/config"
	"github.com/covetpy/platform/infra/naming"
	"github.com/covetpy/platform/slo/rules"
)

// Dashboards are what there is to see of an environment. today is when the support
// of versions is judged.
func Dashboards(loaded *config.Loaded, today time.Time) ([]dashboards.Dashboard, error) {
	p, faults := newPlan(loaded.Environment, loaded.Config, today)
	if err := faults.Err(); err != nil {
		return nil, err
	}
	return dashboards.All(p.seen(loaded.Config))
}

// seen is the environment as dashboards know it: by the names that its resources
// have before they are made.
func (p *plan) seen(c config.Config) dashboards.Environment {
	names := naming.Scope{Project: Project, Environment: p.environment}
	out := dashboards.Environment{
		Names: names, Region: p.where.Region, Sources: dashboards.DefaultSources(names),
		Rules: rules.Environment{Name: p.environment},
		NAT:   c.Network.NAT != config.NATNone, Objectives: p.slos(),
	}
	for _, name := range slices.Sorted(maps.Keys(p.apps)) {
		a := p.apps[name]
		out.Services = append(out.Services, dashboards.Service{Name: name, Namespace: a.Namespace, HTTP: a.Service != nil})
	}
	if d := p.database; d != nil {
		out.Database = &dashboards.Database{Cluster: d.ClusterID(nameDatabase), Readers: d.Readers > 0, Serverless: d.Serverless != nil}
		if d.Proxy != nil {
			out.Database.Proxy = d.ProxyName(nameDatabase)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(p.caches)) {
		a := p.caches[name]
		out.Caches = append(out.Caches, dashboards.Cache{Name: name, ID: a.CacheID(), Nodes: a.NodeIDs()})
	}
	for _, name := range slices.Sorted(maps.Keys(p.uses.queues)) {
		a := p.uses.queues[name]
		out.Queues = append(out.Queues, dashboards.Queue{Name: name, QueueName: a.QueueName(), DeadName: a.DeadName()})
	}
	if e := p.edge; e != nil {
		out.Edge = &dashboards.Edge{LoadBalancer: e.BalancerName()}
		if e.WAF != nil {
			out.Edge.WebACL = e.WebACLName()
		}
	}
	return out
}
