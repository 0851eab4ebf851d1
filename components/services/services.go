package services

import (
	"errors"
	"fmt"
	"slices"

	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"github.com/covetpy/platform/infra/kube"
	"github.com/covetpy/platform/infra/later"
)

// Type is the component's token.
const Type = "covetpy:services:ClusterServices"

// ClusterServices is what is installed in a cluster.
type ClusterServices struct {
	pulumi.ResourceState

	// Priorities are the names of the classes of applications' pods, by priority.
	Priorities map[string]pulumi.StringOutput

	classes []pulumi.Resource
	ready   map[Service][]pulumi.Resource
}

// Ready is what has to stand before objects of these services' kinds are made, and may
// only go after them: their controllers, and the classes of priorities, which every
// pod names. It is for DependsOn, as no output carries that order. A service that is
// off adds nothing; whoever needs it asks Args.On before.
func (s *ClusterServices) Ready(of ...Service) []pulumi.Resource {
	out := slices.Clone(s.classes)
	for _, service := range of {
		out = append(out, s.ready[service]...)
	}
	return out
}

// NewClusterServices installs what is on. Faults of args come back all at once
// (fault.Of), before anything is registered. The options must lead to a provider of
// the cluster, and to one of AWS.
func NewClusterServices(ctx *pulumi.Context, name string, args *Args, opts ...pulumi.ResourceOption) (*ClusterServices, error) {
	if args == nil {
		return nil, fmt.Errorf("make cluster services %q: args are nil", name)
	}
	if err := errors.Join(args.Validate().Err(), args.missing()); err != nil {
		return nil, fmt.Errorf("make cluster services %q: %w", name, err)
	}
	s := &ClusterServices{Priorities: map[string]pulumi.StringOutput{}, ready: map[Service][]pulumi.Resource{}}
	if err := ctx.RegisterComponentResource(Type, name, s, opts...); err != nil {
		return nil, fmt.Errorf("register cluster services %q: %w", name, err)
	}
	values := &later.Values{}
	b := &build{ctx: ctx, name: name, args: args, values: values, s: s, plan: newPlan(args, values)}
	if err := b.provision(); err != nil {
		return nil, fmt.Errorf("make cluster services %q: %w", name, err)
	}
	if err := ctx.RegisterResourceOutputs(s, s.outputs()); err != nil {
		return nil, fmt.Errorf("register outputs of cluster services %q: %w", name, err)
	}
	return s, nil
}

// missing says which input is nil. It is apart from Validate because what other
// components make does not exist yet when a configuration is validated.
func (a *Args) missing() error {
	type input struct {
		name string
		nil  bool
	}
	inputs := []input{{"Cluster.ClusterName", a.Cluster.ClusterName == nil}}
	if a.LoadBalancerController != nil {
		inputs = append(inputs, input{"Cluster.VPCID", a.Cluster.VPCID == nil})
	}
	if k := a.Karpenter; k != nil {
		inputs = append(inputs,
			input{"Cluster.Endpoint", a.Cluster.Endpoint == nil},
			input{"Karpenter.QueueName", k.QueueName == nil},
			input{"Karpenter.NodeRoleName", k.NodeRoleName == nil},
			input{"Karpenter.Class.VolumesKeyARN", k.Class.VolumesKeyARN == nil})
	}
	var missing []error
	for _, in := range inputs {
		if in.nil {
			missing = append(missing, fmt.Errorf("install cluster services: %s is nil, give it what components/cluster or components/network made", in.name))
		}
	}
	return errors.Join(missing...)
}

func (s *ClusterServices) outputs() pulumi.Map {
	priorities := pulumi.StringMap{}
	for name, class := range s.Priorities {
		priorities[name] = class
	}
	return pulumi.Map{"priorities": priorities}
}

// build is one run of the constructor.
type build struct {
	ctx    *pulumi.Context
	name   string
	args   *Args
	values *later.Values
	s      *ClusterServices
	plan   plan
}

// provision registers everything, in the order of the plan.
func (b *build) provision() error {
	if err := b.newPriorities(); err != nil {
		return err
	}
	rooms, err := b.newRooms()
	if err != nil {
		return err
	}
	callers, err := b.newCallers()
	if err != nil {
		return err
	}
	made, err := b.newReleases(rooms, callers)
	if err != nil {
		return err
	}
	return b.newCustoms(made)
}

// child is the options of every resource of the component.
func (b *build) child(needs ...pulumi.Resource) []pulumi.ResourceOption {
	return []pulumi.ResourceOption{pulumi.Parent(b.s), pulumi.DependsOn(needs)}
}

func (b *build) newPriorities() error {
	for i, object := range b.plan.priorities {
		name := priorityValues[i].name
		class, err := kube.Register(b.ctx, b.logical(objectPriority, name), object, b.values, b.child()...)
		if err != nil {
			return err
		}
		b.s.Priorities[name] = class.Name()
		b.s.classes = append(b.s.classes, class)
	}
	return nil
}

// newRooms makes namespaces and their policies, and returns what a release in each
// has to wait for: a controller that starts before its policies stand is open.
func (b *build) newRooms() (map[string][]pulumi.Resource, error) {
	out := map[string][]pulumi.Resource{}
	for _, r := range b.plan.rooms {
		namespace, err := kube.Register(b.ctx, b.logical(objectNamespace, r.name), r.namespace, b.values, b.child()...)
		if err != nil {
			return nil, err
		}
		out[r.name] = []pulumi.Resource{namespace}
		for _, object := range r.policies {
			// The API server takes no object of a namespace that is not there.
			policy, err := kube.Register(b.ctx, b.logical(objectPolicy, r.name, object.GetName()), object, b.values, b.child(namespace)...)
			if err != nil {
				return nil, err
			}
			out[r.name] = append(out[r.name], policy)
		}
	}
	return out, nil
}

// newReleases installs the charts.
func (b *build) newReleases(rooms map[string][]pulumi.Resource, callers map[part][]pulumi.Resource) (map[part]pulumi.Resource, error) {
	made := map[part]pulumi.Resource{}
	for _, r := range b.plan.releases {
		// Controllers need nodes, their namespace, and an identity before their first
		// pod starts, as one that starts without keeps none; and they need all of it
		// until their last object is gone.
		needs := slices.Concat(b.args.After, rooms[r.room], callers[r.part])
		for _, p := range r.needs {
			needs = append(needs, made[p])
		}
		installed, err := kube.Install(b.ctx, b.logical(string(r.part)), r.Release, b.values, b.child(needs...)...)
		if err != nil {
			return nil, err
		}
		made[r.part] = installed
		b.s.ready[r.of] = append(b.s.ready[r.of], installed)
	}
	return made, nil
}

// newCustoms makes the objects that controllers look after. They come after their
// controller, as its webhooks judge them, and go before it, as it takes its finalizers
// off them: without it they would never go.
func (b *build) newCustoms(made map[part]pulumi.Resource) error {
	objects := map[string]pulumi.Resource{}
	for _, c := range b.plan.customs {
		needs := []pulumi.Resource{made[c.needs]}
		for _, name := range c.after {
			needs = append(needs, objects[name])
		}
		object, err := kube.Register(b.ctx, b.logical(c.logical), c.object, b.values, b.child(needs...)...)
		if err != nil {
			return err
		}
		objects[c.logical] = object
		b.s.ready[c.of] = append(b.s.ready[c.of], object)
	}
	return nil
}
