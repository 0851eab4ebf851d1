package stacks

import (
	"maps"
	"net/netip"
	"slices"

	"github.com/covetpy/platform/components/app"
	"github.com/covetpy/platform/components/cache"
	"github.com/covetpy/platform/components/cluster"
	"github.com/covetpy/platform/components/network"
	"github.com/covetpy/platform/components/services"
	"github.com/covetpy/platform/infra/config"
	"github.com/covetpy/platform/infra/fault"
	"github.com/covetpy/platform/infra/naming"
)

// install decides on what applications need in the cluster. It comes after them, as
// what controllers may do follows from what applications use.
func (p *plan) install(names naming.Scope, c config.Config, check *fault.Check) {
	s := c.Services
	tiers := network.NewPlan(c.Network.CIDR, c.Network.PodCIDR)
	p.services = services.Args{
		Names: names, Where: p.where, Tags: p.tags, Replicas: s.Replicas,
		Cluster: services.Cluster{Name: p.cluster.Name(), Version: p.cluster.Version},
		Reach: services.Reach{
			ControlPlane: []netip.Prefix{tiers.Range(network.Private)},
			Services:     p.cluster.ServiceRange(),
			Endpoints:    []netip.Prefix{tiers.Range(network.Private)},
		},
	}
	// An account has one registry in a region, and one environment that sets it up:
	// where it is not this one, its caches are taken to be there.
	p.services.PullThrough = config.PublicRegistry("").Values()
	if c.Registry != nil {
		p.services.PullThrough = texts(c.Registry.PullThrough)
	}
	if s.LoadBalancerController != nil {
		p.services.LoadBalancerController = &services.LoadBalancerController{}
	}
	if s.VPA != nil {
		p.services.VPA = &services.VPA{}
	}
	if s.SecretsDriver != nil {
		p.services.SecretsDriver = &services.SecretsDriver{RotationSeconds: s.SecretsDriver.RotationSeconds}
	}
	if s.Mesh != nil {
		p.services.Mesh = &services.Mesh{TracePercent: float64(s.Mesh.TracePercent)}
	}
	p.services.Karpenter = p.nodes(s.Karpenter, c, check)
	p.services.KEDA = p.events(s.KEDA, tiers)
	p.services.MetricsAdapter = metricsAdapter(s.MetricsAdapter)
	p.services.ExternalSecrets = p.copies(s.ExternalSecrets)
	for _, w := range p.services.Webhooks() {
		p.cluster.Webhooks = append(p.cluster.Webhooks, cluster.Webhook(w))
	}
}

// events lets KEDA look at the queues that applications scale by, and at nothing
// else.
func (p *plan) events(k *config.KEDA, tiers network.Plan) *services.KEDA {
	if k == nil {
		return nil
	}
	out := &services.KEDA{CachePort: cache.Port}
	queues, secrets := map[string]bool{}, map[string]string{}
	for _, args := range p.apps {
		for _, trigger := range triggers(args) {
			switch {
			case trigger.Queue != nil:
				if queue, ok := args.Uses.Queues[trigger.Queue.Queue]; ok {
					queues[queue.ARN] = true
				}
			case trigger.Redis != nil:
				out.Caches = []netip.Prefix{tiers.Range(network.Data)}
				if secret, ok := args.Secrets[trigger.Redis.Secret]; ok {
					secrets[secret.Name] = secret.KeyAlias
				}
			}
		}
	}
	out.Queues, out.Secrets = slices.Sorted(maps.Keys(queues)), named(secrets)
	return out
}

func triggers(args app.Args) []app.Trigger {
	if args.Scaling.KEDA == nil {
		return nil
	}
	return args.Scaling.KEDA.Triggers
}

// copies lets the operator read what applications take from it, and nothing else.
func (p *plan) copies(e *config.ExternalSecretsOperator) *services.ExternalSecrets {
	if e == nil {
		return nil
	}
	names := map[string]string{}
	for _, args := range p.apps {
		if args.SecretStore != app.External {
			continue
		}
		for _, secret := range args.Secrets {
			names[secret.Name] = secret.KeyAlias
		}
	}
	return &services.ExternalSecrets{Secrets: named(names)}
}

// named are secrets by their names and the aliases of their keys.
func named(secrets map[string]string) []services.Secret {
	var out []services.Secret
	for _, name := range slices.Sorted(maps.Keys(secrets)) {
		out = append(out, services.Secret{Name: name, KeyAlias: secrets[name]})
	}
	return out
}

func (p *plan) nodes(n *config.NodeProvisioning, c config.Config, check *fault.Check) *services.Karpenter {
	if n == nil {
		return nil
	}
	check.Require(c.Cluster.Karpenter != nil, "services.karpenter", "on", "null, or a cluster with cluster.karpenter, which is who Karpenter is in AWS")
	out := &services.Karpenter{
		QueueName: later, NodeRoleName: later,
		Class: services.NodeClass{AMI: n.AMI, DiskGiB: n.DiskGiB, VolumesKeyARN: later, DetailedMonitoring: n.DetailedMonitoring},
		Pools: map[string]services.NodePool{},
	}
	for name, pool := range n.Pools {
		out.Pools[name] = nodePool(pool)
	}
	return out
}

func nodePool(n config.NodePool) services.NodePool {
	out := services.NodePool{
		Architectures: texts(n.Architectures), Capacities: texts(n.Capacities), Categories: texts(n.Categories),
		MinGeneration: n.MinGeneration, CPU: n.CPU, MemoryGiB: n.MemoryGiB, ExpireAfterHours: n.ExpireAfterHours, GraceHours: n.GraceHours,
		Consolidation: services.Consolidation{
			Policy: services.ConsolidationPolicy(n.Consolidation), AfterMinutes: n.ConsolidateAfterMinutes,
		},
		Labels: n.Labels, Weight: n.Weight,
	}
	for _, b := range n.Budgets {
		budget := services.Budget{Nodes: b.Nodes}
		if b.Window != nil {
			budget.Window = new(services.Window(*b.Window))
		}
		out.Budgets = append(out.Budgets, budget)
	}
	for _, t := range n.Taints {
		out.Taints = append(out.Taints, services.Taint{Key: t.Key, Value: t.Value, Effect: string(t.Effect)})
	}
	return out
}

func texts[T ~string](values []T) []string {
	out := make([]string, len(values))
	for i, v := range values {
		out[i] = string(v)
	}
	return out
}

func metricsAdapter(m *config.MetricsAdapter) *services.MetricsAdapter {
	if m == nil {
		return nil
	}
	out := &services.MetricsAdapter{URL: m.URL, Prometheus: services.Peer{Namespace: m.Namespace, Labels: m.Labels, Port: m.Port}}
	for _, metric := range m.Pods {
		out.Pods = append(out.Pods, services.Metric(metric))
	}
	for _, metric := range m.External {
		out.External = append(out.External, services.Metric(metric))
	}
	return out
}
