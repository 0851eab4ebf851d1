package app

import (
	"maps"
	"slices"

	networking "istio.io/client-go/pkg/apis/networking/v1"

	"github.com/covetpy/platform/infra/later"
	"github.com/covetpy/platform/kubeapi"
)

// plan is every object of an application, in the order in which one needs the other.
type plan struct {
	// ground is what the pods stand on: their account, whom they reach, where secrets
	// come from, their place in the mesh.
	ground []kubeapi.Object
	// migrations by the short digest of the image.
	migrations map[string]kubeapi.Object
	// running are the colours that have pods.
	running []planned
	// rest comes last: what sends requests to the pods, and crons.
	rest []kubeapi.Object
}

// planned is one colour's objects.
type planned struct {
	Running
	// entry is the way in from the load balancer, in order. It is there before the
	// pods: a pod that is made before its TargetGroupBinding has no readiness gate,
	// and counts as available while the load balancer does not know it.
	entry []kubeapi.Object
	// workload is the Deployment, around are those that need it.
	workload kubeapi.Object
	around   []kubeapi.Object
}

// newPlan decides on the objects. What is not known yet is a mark of values.
func newPlan(a *Args, values *later.Values) plan {
	p := plan{migrations: map[string]kubeapi.Object{}}
	p.ground = slices.Concat([]kubeapi.Object{a.account()}, a.secretObjects(values), a.networkPolicies(values))
	for _, r := range a.Delivery.Running() {
		if job := a.migration(r.Image, values); job != nil {
			p.migrations[r.Image.short()] = job
		}
		p.running = append(p.running, a.colour(r, values))
	}
	if a.Service != nil {
		p.rest = append(p.rest, a.service())
	}
	for _, cron := range a.crons(values) {
		p.rest = append(p.rest, cron)
	}
	place, shares := a.placeInMesh()
	p.ground, p.rest = append(p.ground, place...), append(p.rest, shares...)
	namespace := a.namespace(values)
	for _, object := range p.objects() {
		object.SetNamespace(namespace)
	}
	return p
}

// colour is one colour's objects.
func (a *Args) colour(r Running, values *later.Values) planned {
	out := planned{Running: r, workload: a.deployment(r, values)}
	if service, binding := a.entry(r, values); service != nil {
		out.entry = []kubeapi.Object{service, binding}
	}
	if budget := a.budget(r); budget != nil {
		out.around = append(out.around, budget)
	}
	out.around = append(out.around, a.autoscaling(r, values)...)
	return out
}

// placeInMesh divides the mesh's objects into those that pods start with, whom they
// may call among them, and those that give the colours their shares of requests,
// which have to have pods by then.
func (a *Args) placeInMesh() (place, shares []kubeapi.Object) {
	for _, object := range a.mesh() {
		switch object.(type) {
		case *networking.DestinationRule, *networking.VirtualService:
			shares = append(shares, object)
		default:
			place = append(place, object)
		}
	}
	return place, shares
}

// namespace is the namespace's name, or a mark that waits for it.
func (a *Args) namespace(values *later.Values) string {
	if a.NamespaceReady == nil {
		return a.Namespace
	}
	return values.Text(a.NamespaceReady)
}

// objects are all of them, each after those that it needs.
func (p plan) objects() []kubeapi.Object {
	out := slices.Clone(p.ground)
	for _, r := range p.running {
		out = append(out, r.entry...)
	}
	for _, digest := range slices.Sorted(maps.Keys(p.migrations)) {
		out = append(out, p.migrations[digest])
	}
	for _, r := range p.running {
		out = append(out, r.workload)
		out = append(out, r.around...)
	}
	return append(out, p.rest...)
}
