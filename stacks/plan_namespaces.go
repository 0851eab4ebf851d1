package stacks

import (
	"fmt"
	"maps"
	"slices"

	"github.com/covetpy/platform/components/app"
	"github.com/covetpy/platform/components/namespace"
	"github.com/covetpy/platform/components/services"
	"github.com/covetpy/platform/infra/fault"
	"github.com/covetpy/platform/infra/naming"
)

// rooms decides on the namespaces that applications are in.
func (p *plan) rooms(names naming.Scope, check *fault.Check) {
	p.namespaces = map[string]namespace.Args{}
	examples := p.examples()
	for _, name := range slices.Sorted(maps.Keys(p.apps)) {
		args := p.apps[name]
		room, ok := p.namespaces[args.Namespace]
		if !ok {
			room = namespace.Args{
				Names: names, Name: args.Namespace, KubernetesVersion: p.cluster.Version,
				ReadinessGates: p.services.LoadBalancerController != nil,
				Mesh:           p.apps[examples[args.Namespace]].Mesh != nil,
				Demands:        map[string]namespace.Demand{},
			}
		}
		check.Require(room.Mesh == (args.Mesh != nil), "apps."+name+".mesh", written(args.Mesh != nil),
			written(room.Mesh)+", as apps."+examples[args.Namespace]+".mesh: of a namespace ("+args.Namespace+") all applications are in the mesh, or none")
		room.Demands[name] = namespace.Demand(args.Demand())
		p.namespaces[args.Namespace] = room
	}
	for _, name := range slices.Sorted(maps.Keys(p.apps)) {
		for _, n := range needs(name, p.apps[name]) {
			check.Require(slices.Contains(p.services.On(), n.service), n.path, "on", "off, or an environment with services."+string(n.service))
		}
		p.checkMetrics("apps."+name+".scaling.hpa", p.apps[name].Scaling.HPA, check)
	}
}

// checkMetrics demands that somebody serves what an autoscaler asks for.
func (p *plan) checkMetrics(path string, hpa *app.HPA, check *fault.Check) {
	adapter := p.services.MetricsAdapter
	if hpa == nil || adapter == nil {
		return
	}
	for i, m := range hpa.Custom {
		checkServed(fmt.Sprintf("%s.custom[%d].name", path, i), m.Name, "pods", adapter.Pods, check)
	}
	for i, m := range hpa.External {
		checkServed(fmt.Sprintf("%s.external[%d].name", path, i), m.Name, "external", adapter.External, check)
	}
}

func checkServed(path, name, of string, served []services.Metric, check *fault.Check) {
	known := slices.ContainsFunc(served, func(m services.Metric) bool { return m.Name == name })
	check.Require(known, path, name, "a metric that the adapter serves, one of services.metricsAdapter."+of)
}

// examples are applications, by their namespace, that are in the mesh, or not, as most
// of its applications are: a namespace is in the mesh as a whole. The others are wrong,
// of two halves that which is outside.
func (p *plan) examples() map[string]string {
	inside, outside := map[string][]string{}, map[string][]string{}
	for _, name := range slices.Sorted(maps.Keys(p.apps)) {
		side := outside
		if p.apps[name].Mesh != nil {
			side = inside
		}
		side[p.apps[name].Namespace] = append(side[p.apps[name].Namespace], name)
	}
	out := map[string]string{}
	for _, side := range []map[string][]string{outside, inside} {
		for room, names := range side {
			if len(names) >= len(inside[room]) && len(names) >= len(outside[room]) {
				out[room] = names[0]
			}
		}
	}
	return out
}

// written is a place in the mesh, in words.
func written(on bool) string {
	if on {
		return "in the mesh"
	}
	return "outside the mesh"
}

// need is a setting that asks for something in the cluster.
type need struct {
	path    string
	service services.Service
}

// needs are those of an application.
func needs(name string, args app.Args) []need {
	var out []need
	for _, n := range []struct {
		path    string
		service services.Service
		asks    bool
	}{
		{"service.edge", services.LoadBalancers, args.Service != nil && args.Service.Edge != nil},
		{"secrets", services.SecretFiles, len(args.Secrets) > 0 && args.SecretStore == app.CSI},
		{"secretStore", services.SecretCopies, len(args.Secrets) > 0 && args.SecretStore == app.External},
		{"scaling.keda", services.Events, args.Scaling.KEDA != nil},
		{"scaling.vpa", services.Vertical, args.Scaling.VPA != nil},
		{"scaling.hpa.custom", services.Metrics, args.Scaling.HPA != nil && len(args.Scaling.HPA.Custom) > 0},
		{"scaling.hpa.external", services.Metrics, args.Scaling.HPA != nil && len(args.Scaling.HPA.External) > 0},
		{"mesh", services.MeshOfPods, args.Mesh != nil},
	} {
		if n.asks {
			out = append(out, need{"apps." + name + "." + n.path, n.service})
		}
	}
	return out
}
