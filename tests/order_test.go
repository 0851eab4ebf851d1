package tests

import (
	"slices"
	"testing"
	"time"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"github.com/stretchr/testify/require"

	"github.com/covetpy/platform/internal/engine"
	"github.com/covetpy/platform/internal/graph"
	"github.com/covetpy/platform/sim"
)

// typical is how long a resource takes to come into being.
func typical(r engine.Resource) time.Duration {
	if !r.Custom || r.Step().IsProvider() {
		return 0
	}
	return sim.Typical(string(r.URN.Type()), sim.OpCreate)
}

// TestNothingWaitsThatNeedNot looks at what waits for what in every environment:
// the slow things are made side by side, each as soon as its subnets and keys are
// there.
func TestNothingWaitsThatNeedNot(t *testing.T) {
	t.Parallel()
	for _, name := range environments(t) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, name)
			w.run(engine.OpUp)
			all := w.resources()
			g := graph.New(all, typical)
			slow := []string{clusterType, databaseType, cacheType, loadBalancerType}
			for _, token := range slow {
				for _, r := range w.ofType(token) {
					before := waitsFor(g, r.URN)
					for _, other := range append(slow, nodeGroupType, instanceType) {
						for _, o := range w.ofType(other) {
							require.False(t, before[o.URN], "%s waits for %s", r.URN.Name(), o.URN.Name())
						}
					}
				}
			}
			members := w.ofType(instanceType)
			for _, a := range members {
				for _, b := range members {
					require.False(t, waitsFor(g, a.URN)[b.URN], "%s waits for %s", a.URN.Name(), b.URN.Name())
				}
			}
			w.longestChainIsOfWhatIsSlowest(g)
		})
	}
}

// waitsFor is everything that has to be there before a resource, however far back.
func waitsFor(g *graph.Graph, urn resource.URN) map[resource.URN]bool {
	seen := map[resource.URN]bool{}
	for queue := g.Needs(urn); len(queue) > 0; queue = queue[1:] {
		if !seen[queue[0]] {
			seen[queue[0]] = true
			queue = append(queue, g.Needs(queue[0])...)
		}
	}
	return seen
}

// ground is the longest that it may take until what a slow thing stands on is
// there: keys, subnets, roles, log groups.
const ground = time.Minute

// longestChainIsOfWhatIsSlowest demands that the critical path is that of one
// component beside what all stand on, keys and network, and beside what stands in the
// cluster, which can't be there before it and has bounds of its own
// (TestNothingInTheClusterWaitsThatNeedNot): controllers, namespaces, applications.
func (w *world) longestChainIsOfWhatIsSlowest(g *graph.Graph) {
	w.t.Helper()
	components := map[string]bool{}
	for _, s := range g.CriticalPath() {
		components[engine.Step{URN: s.URN}.Outermost()] = true
	}
	for _, shared := range []string{
		"", "covetpy:encryption:Keys", "covetpy:network:Network", servicesToken, namespaceToken, appToken,
	} {
		delete(components, shared)
	}
	require.Len(w.t, components, 1, "%v", g.CriticalPath())
	for _, token := range []string{clusterType, databaseType, cacheType, loadBalancerType} {
		for _, r := range w.ofType(token) {
			require.LessOrEqual(w.t, g.Span(r.URN).Begins, ground, "%s waits too long", r.URN.Name())
		}
	}
}

// TestTheEngineKeepsToTheCriticalPath plays an up with as many steps at a time as
// the engine takes, first come first served, in the typical times of the real
// cloud, and demands that it takes at most a twentieth longer than the longest
// chain. It reckons and does not measure: no clock decides.
func TestTheEngineKeepsToTheCriticalPath(t *testing.T) {
	t.Parallel()
	for _, name := range environments(t) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, name)
			w.run(engine.OpUp)
			all := w.resources()
			g := graph.New(all, typical)
			best := g.Length()
			require.LessOrEqual(t, played(g, all, engine.DefaultParallel), best+best/20)
			require.Greater(t, played(g, all, 1), 2*best, "the play tells few at a time from many")
		})
	}
}

// played is how long the resources take when so many can be worked on at a time.
func played(g *graph.Graph, all []engine.Resource, parallel int) time.Duration {
	ends := map[resource.URN]time.Duration{}
	free := make([]time.Duration, parallel)
	var waiting []resource.URN
	for _, r := range all {
		if r.Custom {
			waiting = append(waiting, r.URN)
		}
	}
	// ready is when the last that a resource needs was there; false where one is not.
	ready := func(urn resource.URN) (at time.Duration, ok bool) {
		for _, need := range g.Needs(urn) {
			end, there := ends[need]
			if !there {
				return 0, false
			}
			at = max(at, end)
		}
		return at, true
	}
	var last time.Duration
	for len(waiting) > 0 {
		next, begins := -1, time.Duration(0)
		for i, urn := range waiting {
			if at, ok := ready(urn); ok && (next < 0 || at < begins) {
				next, begins = i, at
			}
		}
		slices.Sort(free)
		begins = max(begins, free[0])
		free[0] = begins + g.Span(waiting[next]).Takes
		ends[waiting[next]] = free[0]
		last = max(last, free[0])
		waiting = slices.Delete(waiting, next, next+1)
	}
	return last
}
