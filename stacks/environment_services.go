package stacks

import (
	"maps"
	"slices"

	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"github.com/covetpy/platform/components/namespace"
	"github.com/covetpy/platform/components/services"
	"github.com/covetpy/platform/infra/encryption"
)

// deployServices installs what applications need in the cluster, and then makes the
// namespaces that they go into.
func (e *environment) deployServices() error {
	args := e.plan.services
	args.Cluster.ClusterName, args.Cluster.Endpoint, args.Cluster.VPCID = e.cluster.Name, e.cluster.Endpoint, e.network.VPCID
	args.After = e.cluster.Ready
	if args.Karpenter != nil {
		karpenter := *args.Karpenter
		karpenter.QueueName, karpenter.NodeRoleName = e.cluster.Karpenter.QueueName, e.cluster.Karpenter.NodeRoleName
		if err := e.key(encryption.Volumes, &karpenter.Class.VolumesKeyARN); err != nil {
			return err
		}
		args.Karpenter = &karpenter
	}
	made, err := services.NewClusterServices(e.ctx, nameServices, &args, e.here, pulumi.Provider(e.cluster.Provider))
	if err != nil {
		return err
	}
	return e.deployNamespaces(made)
}

// deployNamespaces makes each namespace after the controllers that its applications
// need, so that these outlast what they have to take away.
func (e *environment) deployNamespaces(made *services.ClusterServices) error {
	e.namespaces = map[string]*namespace.Namespace{}
	for _, name := range slices.Sorted(maps.Keys(e.plan.namespaces)) {
		args := e.plan.namespaces[name]
		args.After = made.Ready(e.plan.neededIn(name)...)
		room, err := namespace.NewNamespace(e.ctx, nameNamespace+"-"+name, &args, pulumi.Provider(e.cluster.Provider))
		if err != nil {
			return err
		}
		e.namespaces[name] = room
	}
	return nil
}

// neededIn are the services that the applications of a namespace need, and those
// that act on every pod of it.
func (p *plan) neededIn(name string) []services.Service {
	var out []services.Service
	for app, args := range p.apps {
		if args.Namespace != name {
			continue
		}
		for _, n := range needs(app, args) {
			out = append(out, n.service)
		}
	}
	if p.namespaces[name].ReadinessGates {
		out = append(out, services.LoadBalancers)
	}
	slices.Sort(out)
	return slices.Compact(out)
}
