package stacks

import (
	"maps"
	"net/netip"
	"slices"
	"strings"

	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"github.com/covetpy/platform/components/app"
	"github.com/covetpy/platform/components/network"
	"github.com/covetpy/platform/components/registry"
	"github.com/covetpy/platform/infra/config"
	"github.com/covetpy/platform/infra/fault"
	"github.com/covetpy/platform/infra/naming"
)

// applications decides on what is shipped. It comes after all that applications
// use.
func (p *plan) applications(names naming.Scope, c config.Config, check *fault.Check) {
	p.apps = map[string]app.Args{}
	for _, name := range slices.Sorted(maps.Keys(c.Apps)) {
		p.apps[name] = appArgs(names, p, c, name, check)
	}
}

func appArgs(names naming.Scope, p *plan, c config.Config, name string, check *fault.Check) app.Args {
	a := c.Apps[name]
	path := "apps." + name
	args := app.Args{
		Names: names, Where: p.where, Name: name, Namespace: a.Namespace, Cluster: p.cluster.Name(),
		Delivery: appDelivery(a),
		Command:  a.Command, Arguments: a.Arguments, Environment: a.Environment,
		Port:   a.Port,
		Probes: app.Probes(a.Probes),
		Resources: app.Resources{
			CPUMillis: a.Resources.CPUMillis, MemoryMiB: a.Resources.MemoryMiB, EphemeralMiB: a.Resources.EphemeralMiB,
		},
		Priority:        app.Priority(a.Priority),
		Placement:       app.Placement{Architecture: app.Architecture(a.Placement.Architecture), Capacity: app.Capacity(a.Placement.Capacity)},
		Pools:           pools(p, c),
		RevisionHistory: a.RevisionHistory,
		Shutdown: app.Shutdown{
			PreStopSeconds: a.Shutdown.PreStopSeconds, DrainSeconds: a.Shutdown.DrainSeconds, GraceSeconds: a.Shutdown.GraceSeconds,
		},
		Scaling:     appScaling(a.Scaling),
		Uses:        p.appUses(path+".uses", a.Uses, c, check),
		Secrets:     p.appSecrets(path+".secrets", a.Secrets, c, check),
		SecretStore: app.SecretStore(a.SecretStore),
		Reach:       p.reach(name, c),
		Mesh:        appMesh(a.Mesh),
		Crons:       map[string]app.Cron{},
	}
	if limit := a.Resources.CPULimitMillis; limit > 0 {
		args.Resources.CPULimitMillis = new(limit)
	}
	for _, architecture := range a.Architectures {
		args.Architectures = append(args.Architectures, app.Architecture(architecture))
	}
	for _, w := range a.Writable {
		args.Writable = append(args.Writable, app.Writable(w))
	}
	checkCallers(path+".mesh.callers", a.Mesh, args.Reach.Callers, check)
	args.Delivery.Image = p.image(names, path+".image", a.Image, c, check)
	if candidate := a.Delivery.Candidate; candidate != nil {
		args.Delivery.Candidate.Image = p.image(names, path+".delivery.candidate.image", candidate.Image, c, check)
	}
	if a.Service != nil {
		args.Service = &app.Service{Edge: appEdge(path, a.Service.Edge, c, check)}
	}
	if c.Edge != nil {
		args.Shutdown.KeepAliveSeconds = c.Edge.KeepAliveSeconds
	}
	if m := a.Migration; m != nil {
		args.Migration = &app.Migration{Command: m.Command, TimeoutSeconds: m.TimeoutSeconds, Retries: m.Retries}
	}
	for cron, k := range a.Crons {
		args.Crons[cron] = app.Cron{
			Schedule: k.Schedule, TimeZone: k.TimeZone, Command: k.Command, Overlap: app.Overlap(k.Overlap),
			TimeoutSeconds: k.TimeoutSeconds, StartWithinSeconds: k.StartWithinSeconds, Retries: k.Retries, Suspended: k.Suspended,
		}
	}
	return args
}

// appDelivery is which colour serves, and the share of each; the images are still
// to come.
func appDelivery(a config.App) app.Delivery {
	out := app.Delivery{Active: app.Colour(a.Delivery.Active)}
	if candidate := a.Delivery.Candidate; candidate != nil {
		out.Candidate = &app.Candidate{Weight: candidate.Weight}
	}
	return out
}

// image is one of this environment's registry. Without a registry it is named as one
// would name it, so that what is missing is told once.
func (p *plan) image(names naming.Scope, path, reference string, c config.Config, check *fault.Check) app.Image {
	repository, digest, _ := strings.Cut(reference, "@")
	from := p.registry
	if from == nil {
		check.Add(path, reference, "an environment with a registry, as images come from there alone")
		from = &registry.Args{Names: names, Where: p.where}
	} else {
		check.Require(slices.Contains(c.Registry.Repositories, repository), path, reference,
			"an image of one of registry.repositories: "+fault.Words(c.Registry.Repositories))
	}
	return app.Image{Repository: from.URL(repository), Digest: digest}
}

// appEdge is an application's place behind the load balancer.
func appEdge(path string, e *config.AppEdge, c config.Config, check *fault.Check) *app.Edge {
	if e == nil {
		return nil
	}
	if c.Edge == nil {
		check.Add(path+".service.edge", "a place at the front door", "null, or an environment with a front door (edge)")
		return nil
	}
	return &app.Edge{
		Blue: later, Green: later,
		DeregistrationSeconds: e.DeregistrationSeconds, IdleTimeoutSeconds: c.Edge.IdleTimeoutSeconds,
	}
}

// pools are the kinds of nodes that there will be.
func pools(p *plan, c config.Config) []app.Pool {
	var out []app.Pool
	for _, name := range slices.Sorted(maps.Keys(p.cluster.NodeGroups)) {
		group := p.cluster.NodeGroups[name]
		if len(group.Taints) > 0 {
			continue // it is kept for others
		}
		out = append(out, app.Pool{
			Name:          "cluster.nodeGroups." + name,
			Architectures: []app.Architecture{app.Architecture(group.Architecture)},
			Capacities:    []app.Capacity{app.Capacity(group.Capacity)},
		})
	}
	if c.Services.Karpenter == nil {
		return out
	}
	for _, name := range slices.Sorted(maps.Keys(c.Services.Karpenter.Pools)) {
		pool := c.Services.Karpenter.Pools[name]
		if len(pool.Taints) > 0 {
			continue
		}
		made := app.Pool{Name: "services.karpenter.pools." + name}
		for _, architecture := range pool.Architectures {
			made.Architectures = append(made.Architectures, app.Architecture(architecture))
		}
		for _, capacity := range pool.Capacities {
			made.Capacities = append(made.Capacities, app.Capacity(capacity))
		}
		out = append(out, made)
	}
	return out
}

// reach is what an application's network policies have to know.
func (p *plan) reach(name string, c config.Config) app.Reach {
	tiers := network.NewPlan(c.Network.CIDR, c.Network.PodCIDR)
	out := app.Reach{
		LoadBalancer: []netip.Prefix{tiers.Range(network.Public)},
		Data:         []netip.Prefix{tiers.Range(network.Data)},
		// The endpoints' own addresses are known only once they are there, and change with
		// zones and endpoints: each preview would have to ask AWS for them. It would gain
		// little, as at 443 the range has nobody else who answers whoever calls: pods are
		// isolated, nodes do not listen, and the cluster's API asks for a token.
		Endpoints: []netip.Prefix{tiers.Range(network.Private)},
		// S3's are an output of the network.
		ObjectStorage: pulumi.StringArray{},
		Callers:       map[string]app.Peer{},
	}
	for other, a := range c.Apps {
		if slices.Contains(a.Uses.Apps, name) {
			out.Callers[other] = peer(a)
		}
	}
	return out
}

// checkCallers demands that who may call in the mesh says that it does.
func checkCallers(path string, m *config.AppMesh, callers map[string]app.Peer, check *fault.Check) {
	if m == nil {
		return
	}
	accepted := "none, as no application's uses.apps names this one"
	if known := slices.Sorted(maps.Keys(callers)); len(known) > 0 {
		accepted = "an application whose uses.apps names this one: " + fault.Words(known)
	}
	for name := range m.Callers {
		_, calls := callers[name]
		check.Require(calls, path+"."+name, name, accepted)
	}
}

// peer is an application as another one knows it.
func peer(a config.App) app.Peer {
	return app.Peer{Namespace: a.Namespace, Port: a.Port, Mesh: a.Mesh != nil}
}
