package stacks

import (
	"strings"
	"time"

	"github.com/covetpy/platform/components/edge"
	"github.com/covetpy/platform/components/registry"
	"github.com/covetpy/platform/infra/config"
	"github.com/covetpy/platform/infra/fault"
	"github.com/covetpy/platform/infra/naming"
)

// edges decides on what is reached from outside, and on where images come from.
func (p *plan) edges(names naming.Scope, c config.Config, today time.Time) {
	if c.Edge != nil {
		p.edge = edgeArgs(names, p, c, today)
	}
	if c.Registry != nil {
		p.registry = registryArgs(names, p, c)
	}
}

func edgeArgs(names naming.Scope, p *plan, c config.Config, today time.Time) *edge.Args {
	e := c.Edge
	args := &edge.Args{
		Names: names, Where: p.where, Protect: c.Protect, AsOf: today,
		IPv6: c.Network.IPv6, Domain: c.Domain,
		HostedZone:         edge.HostedZone{ID: e.HostedZone.ID, Name: e.HostedZone.Name},
		Services:           map[string]edge.Service{},
		TLSPolicy:          string(e.TLSPolicy),
		IdleTimeoutSeconds: e.IdleTimeoutSeconds, KeepAliveSeconds: e.KeepAliveSeconds,
		DeletionProtection: e.DeletionProtection, ZonalShift: e.ZonalShift,
	}
	for name, s := range e.Services {
		args.Services[name] = edge.Service{
			Host: s.Host, Port: s.Port, HealthPath: s.HealthPath,
			Weights:          edge.Weights{Blue: s.Weights.Blue, Green: s.Weights.Green},
			SlowStartSeconds: s.SlowStartSeconds, DeregistrationSeconds: s.DeregistrationSeconds,
			AllowedRanges: s.AllowedRanges,
		}
	}
	if m := e.Monitoring; m != nil {
		args.Monitoring = &edge.Monitoring{AllowedRanges: m.AllowedRanges}
		for _, host := range m.Hosts {
			args.Monitoring.Hosts = append(args.Monitoring.Hosts, edge.MonitoringHost(host))
		}
	}
	if w := e.WAF; w != nil {
		args.WAF = &edge.WAF{
			Mode: edge.WAFMode(w.Mode), CountUntil: w.CountUntil, AnonymousIPs: w.AnonymousIPs,
			RequestsPer5Minutes: w.RequestsPer5Minutes, BlockedCountries: w.BlockedCountries,
			MaxBodyKB: w.MaxBodyKB, CountedRules: w.CountedRules, LogRetentionDays: int(w.Logs.RetentionDays),
		}
	}
	return args
}

// edgeFaults puts the edge's faults under the configuration's paths: its domain
// is the environment's.
func edgeFaults(args *edge.Args) fault.Faults {
	out := args.Validate().Under("edge")
	for i := range out {
		if rest, ok := strings.CutPrefix(out[i].Path, "edge.domain"); ok {
			out[i].Path = "domain" + rest
		}
		out[i].Accepted = strings.ReplaceAll(out[i].Accepted, "hostedZone.name", "edge.hostedZone.name")
	}
	return out
}

func registryArgs(names naming.Scope, p *plan, c config.Config) *registry.Args {
	r := c.Registry
	args := &registry.Args{
		Names: names, Where: p.where, Protect: c.Protect,
		Repositories: r.Repositories, Pullers: p.cluster.NodeRoleARNs(), Pushers: r.Pushers,
		Scanning: registry.Scanning(r.Scanning), KeepImages: r.KeepImages, UntaggedDays: r.UntaggedDays,
	}
	for _, upstream := range r.PullThrough {
		args.PullThrough = append(args.PullThrough, registry.Upstream(upstream))
	}
	return args
}
