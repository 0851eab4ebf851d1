package stacks

import (
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/covetpy/platform/components/app"
	"github.com/covetpy/platform/components/edge"
	"github.com/covetpy/platform/components/registry"
	"github.com/covetpy/platform/infra/config"
	"github.com/covetpy/platform/infra/fault"
	"github.com/covetpy/platform/infra/naming"
)

// edges decides on what is reached from outside, and on where images come from.
func (p *plan) edges(names naming.Scope, c config.Config, today time.Time, check *fault.Check) {
	if c.Edge != nil {
		p.edge = edgeArgs(names, p, c, today)
		edgeApps(p.edge, c, check)
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

// edgeApps gives each application that asks for it a place at the front door.
func edgeApps(args *edge.Args, c config.Config, check *fault.Check) {
	for _, name := range slices.Sorted(maps.Keys(c.Apps)) {
		a := c.Apps[name]
		if a.Service == nil || a.Service.Edge == nil {
			continue
		}
		if _, taken := args.Services[name]; taken {
			check.Add("edge.services."+name, name, "another name, as the application apps."+name+" has this one, with a place of its own")
		}
		e, delivery := a.Service.Edge, appDelivery(a)
		args.Services[name] = edge.Service{
			Host: e.Host, Port: a.Port, HealthPath: a.Probes.Ready,
			Weights:          edge.Weights{Blue: delivery.Weight(app.Blue), Green: delivery.Weight(app.Green)},
			SlowStartSeconds: e.SlowStartSeconds, DeregistrationSeconds: e.DeregistrationSeconds,
			AllowedRanges: e.AllowedRanges,
		}
	}
}

// edgeFaults puts the edge's faults under the configuration's paths: its domain
// is the environment's, and what it says of applications is the applications'.
func edgeFaults(args *edge.Args, c config.Config) fault.Faults {
	out := args.Validate().Under("edge")
	for i := range out {
		out[i].Path = appPath(out[i].Path, c)
		if rest, ok := strings.CutPrefix(out[i].Path, "edge.domain"); ok {
			out[i].Path = "domain" + rest
		}
		out[i].Accepted = strings.ReplaceAll(out[i].Accepted, "hostedZone.name", "edge.hostedZone.name")
	}
	return out
}

// appPath is the path that an application writes what the edge judges under.
func appPath(path string, c config.Config) string {
	rest, ok := strings.CutPrefix(path, "edge.services.")
	name, field, _ := strings.Cut(rest, ".")
	if a, known := c.Apps[name]; !ok || !known || a.Service == nil || a.Service.Edge == nil {
		return path
	}
	switch field {
	case "":
		return "apps." + name
	case "port":
		return "apps." + name + ".port"
	case "healthPath":
		return "apps." + name + ".probes.ready"
	case "weights":
		return "apps." + name + ".delivery.candidate.weight"
	default:
		return "apps." + name + ".service.edge." + field
	}
}

func registryArgs(names naming.Scope, p *plan, c config.Config) *registry.Args {
	r := c.Registry
	args := &registry.Args{
		Names: names, Where: p.where, Protect: c.Protect,
		Repositories: r.Repositories, Pullers: p.cluster.NodeRoleARNs(), Pushers: r.Pushers,
		Scanning: registry.Scanning(r.Scanning), KeepImages: r.KeepImages, UntaggedDays: r.UntaggedDays,
		Credentials: map[registry.Upstream]string{},
	}
	for _, upstream := range r.PullThrough {
		args.PullThrough = append(args.PullThrough, registry.Upstream(upstream))
	}
	for upstream, secret := range r.Credentials {
		args.Credentials[registry.Upstream(upstream)] = secret
	}
	return args
}
