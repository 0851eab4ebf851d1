package tests

import (
	"slices"
	"testing"
	"time"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/covetpy/platform/internal/engine"
	"github.com/covetpy/platform/internal/graph"
)

// What stands in the cluster: the components, and their types that take time.
const (
	servicesToken  = "covetpy:services:ClusterServices"
	namespaceToken = "covetpy:namespace:Namespace"
	appToken       = "covetpy:app:AppDeployment"

	jobType = "kubernetes:batch/v1:Job"
)

// The longest that each may add to what it stands on, in typical times. Objects that
// are only written take a fifth of a second each.
const (
	// Istio's three charts of a minute each: the kinds, the control plane that serves
	// them, the plugin that its sidecars need. Before them a namespace and its policies,
	// after them objects of these kinds.
	servicesChain = 3*time.Minute + time.Second
	// The namespace, and then what is in it side by side.
	namespaceChain = time.Second
	// The role (2 s) and its association (3 s), without which no pod may start, the
	// migration (20 s), the pods of a colour (20 s), and objects before and after.
	appChain = 46 * time.Second
)

// releasesBefore are the charts that one needs there, by the names of releases:
// whoever brings the kinds, and whom it talks to. All others are installed side by
// side.
var releasesBefore = map[string][]string{
	"services-karpenter":            {"services-karpenter-crd"},
	"services-istiod":               {"services-istio-base"},
	"services-istio-cni":            {"services-istio-base", "services-istiod"},
	"services-secrets-provider-aws": {"services-secrets-driver"},
}

// TestNothingInTheClusterWaitsThatNeedNot bounds what the longest chain of an
// environment ends with: controllers, the namespaces that they act on, and what runs
// there.
func TestNothingInTheClusterWaitsThatNeedNot(t *testing.T) {
	t.Parallel()
	for _, name := range environments(t) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, name)
			w.run(engine.OpUp)
			g := graph.New(w.resources(), typical)
			for _, r := range w.ofType(releaseType) {
				assert.Equal(t, releasesBefore[r.URN.Name()], w.waitsForOf(g, r.URN, releaseType), r.URN.Name())
			}
			w.applicationsGoSideBySide(g)
			for token, most := range map[string]time.Duration{
				servicesToken: servicesChain, namespaceToken: namespaceChain, appToken: appChain,
			} {
				for component, chain := range w.chains(g, token) {
					assert.LessOrEqual(t, chain, most, component)
				}
			}
		})
	}
}

// waitsForOf are the names of resources of a type that one waits for, however far back;
// nil for none.
func (w *world) waitsForOf(g *graph.Graph, urn resource.URN, token string) []string {
	var out []string
	for other := range waitsFor(g, urn) {
		if string(other.Type()) == token {
			out = append(out, other.Name())
		}
	}
	slices.Sort(out)
	return out
}

// applicationsGoSideBySide demands that no application waits for another one, nor a
// colour for the other, and that pods wait for one migration at most, their image's.
func (w *world) applicationsGoSideBySide(g *graph.Graph) {
	w.t.Helper()
	deployments := w.ofType(deploymentType)
	require.NotEmpty(w.t, deployments)
	for _, d := range deployments {
		assert.Empty(w.t, w.waitsForOf(g, d.URN, deploymentType), "%s waits for other pods", d.URN.Name())
		assert.LessOrEqual(w.t, len(w.waitsForOf(g, d.URN, jobType)), 1, "%s waits for several migrations", d.URN.Name())
	}
	owners := w.owners(appToken)
	for urn, own := range owners {
		for other := range waitsFor(g, urn) {
			if its, ok := owners[other]; ok {
				assert.Equal(w.t, own, its, "%s waits for %s", urn.Name(), other.Name())
			}
		}
	}
}

// owners are the names of the components of a type, by the resources that are part of
// them.
func (w *world) owners(token string) map[resource.URN]string {
	out := map[resource.URN]string{}
	parents := map[resource.URN]resource.URN{}
	for _, r := range w.resources() {
		parents[r.URN] = r.Parent
		for urn := r.URN; urn != ""; urn = parents[urn] {
			if string(urn.Type()) == token {
				out[r.URN] = urn.Name()
			}
		}
	}
	return out
}

// chains are how long each component of a type takes at best from when all stands
// that is not its own: its longest chain.
func (w *world) chains(g *graph.Graph, token string) map[string]time.Duration {
	out := map[string]time.Duration{}
	owners, ends := w.owners(token), map[resource.URN]time.Duration{}
	for _, r := range w.resources() { // what one needs stands before it
		own, ok := owners[r.URN]
		if !ok {
			continue
		}
		var begins time.Duration
		for _, need := range g.Needs(r.URN) {
			begins = max(begins, ends[need])
		}
		ends[r.URN] = begins + typical(r)
		out[own] = max(out[own], ends[r.URN])
	}
	return out
}
