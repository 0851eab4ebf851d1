package tests

import (
	"maps"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"github.com/stretchr/testify/require"

	"github.com/covetpy/platform/internal/engine"
	"github.com/covetpy/platform/sim"
)

// diary is when each resource was made and deleted, as the cloud saw it: the number of
// the moment at which the call began, and that at which it ended.
type diary struct {
	mu    sync.Mutex
	now   int
	spans map[sim.Op]map[resource.URN]span
}

type span struct{ began, ended int }

func (d *diary) write(c sim.Call) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.now++
	of, kept := d.spans[c.Op]
	if !kept || c.Err != nil {
		return
	}
	s := of[resource.URN(c.URN)]
	if c.Phase == sim.Before {
		s.began = d.now
	} else {
		s.ended = d.now
	}
	of[resource.URN(c.URN)] = s
}

// group is the API group of an object in a cluster, empty for one that Kubernetes
// itself serves and for what is none.
func group(urn resource.URN) string {
	rest, ok := strings.CutPrefix(string(urn.Type()), kubernetesPrefix)
	of, _, _ := strings.Cut(rest, "/")
	own := []string{"core", "apps", "autoscaling", "batch", "policy", "helm.sh"}
	if !ok || slices.Contains(own, of) || strings.HasSuffix(of, ".k8s.io") && !slices.Contains(foreign, of) {
		return ""
	}
	return of
}

// foreign are groups that are called as Kubernetes' own are, and are not.
var foreign = []string{"autoscaling.k8s.io", "secrets-store.csi.x-k8s.io"}

// controllers are the releases that serve a group's kinds and look after them, by the
// ends of their names.
var controllers = map[string][]string{
	"elbv2.k8s.aws":              {"load-balancer-controller"},
	"karpenter.sh":               {"karpenter-crd", "karpenter"},
	"karpenter.k8s.aws":          {"karpenter-crd", "karpenter"},
	"keda.sh":                    {"keda"},
	"autoscaling.k8s.io":         {"vpa"},
	"networking.istio.io":        {"istio-base", "istiod"},
	"security.istio.io":          {"istio-base", "istiod"},
	"telemetry.istio.io":         {"istio-base", "istiod"},
	"secrets-store.csi.x-k8s.io": {"secrets-driver", "secrets-provider-aws"},
	"external-secrets.io":        {"external-secrets"},
}

// TestApplicationsKeepToTheirOrder brings prod up and takes it down, and demands of
// what the cloud saw that nothing was made before what it needs was there, and nothing
// deleted before what needs it was gone.
func TestApplicationsKeepToTheirOrder(t *testing.T) {
	t.Parallel()
	seen := &diary{spans: map[sim.Op]map[resource.URN]span{sim.OpCreate: {}, sim.OpDelete: {}}}
	w := newWorld(t, "prod", sim.WithObserver(seen.write))
	w.run(engine.OpUp)
	all := w.resources()
	pairs := w.needs(all)
	w.leave()

	made, deleted := seen.spans[sim.OpCreate], seen.spans[sim.OpDelete]
	for _, p := range pairs {
		require.Contains(t, made, p.first)
		require.Contains(t, made, p.then)
		require.Contains(t, deleted, p.first)
		require.Contains(t, deleted, p.then)
		require.Less(t, made[p.first].ended, made[p.then].began, "%s is made before %s", p.first.Name(), p.then.Name())
		require.Less(t, deleted[p.then].ended, deleted[p.first].began, "%s is deleted before %s", p.then.Name(), p.first.Name())
	}
}

// pair is what has to be there first, and what needs it.
type pair struct{ first, then resource.URN }

// needs are the pairs of an environment, from the kinds and names of what it has.
func (w *world) needs(all []engine.Resource) []pair {
	w.t.Helper()
	var out []pair
	kinds := map[string]int{}
	need := func(what string, then engine.Resource, first ...engine.Resource) {
		for _, f := range first {
			out = append(out, pair{f.URN, then.URN})
			kinds[what]++
		}
	}
	for _, r := range all {
		if of := group(r.URN); of != "" {
			require.Contains(w.t, controllers, of, "%s: whose kind is it?", r.URN)
			for _, release := range controllers[of] {
				need(of, r, w.one(releaseType, "services-"+release))
			}
		}
		switch {
		case r.URN.Name() == "namespace-apps-namespace":
			for _, release := range w.ofType(releaseType) {
				if !strings.HasSuffix(release.URN.Name(), "-karpenter") && !strings.HasSuffix(release.URN.Name(), "-karpenter-crd") {
					need("namespace", r, release)
				}
			}
		case string(r.URN.Type()) == deploymentType:
			need("deployment", r, w.before(r, all)...)
		}
	}
	for _, kind := range append(slices.Collect(maps.Keys(controllers)), "namespace", "deployment") {
		require.Positive(w.t, kinds[kind], "prod has %s somewhere", kind)
	}
	return out
}

// groundOfPods are the kinds of which every object of an application has to be there
// before its pods: who they are, what they may do, whom they reach, their secrets, and
// their place in the mesh.
var groundOfPods = []string{
	"kubernetes:core/v1:ServiceAccount", "kubernetes:networking.k8s.io/v1:NetworkPolicy",
	"aws:eks/podIdentityAssociation:PodIdentityAssociation", rolePolicyType,
	"kubernetes:secrets-store.csi.x-k8s.io/v1:SecretProviderClass", "kubernetes:external-secrets.io/v1:ExternalSecret",
	"kubernetes:security.istio.io/v1:PeerAuthentication", "kubernetes:security.istio.io/v1:AuthorizationPolicy",
	"kubernetes:networking.istio.io/v1:Sidecar", "kubernetes:networking.istio.io/v1:ServiceEntry",
}

// before is what a Deployment has to come after: what its pods stand on, the way from
// its own target group, by which pods get their readiness gate, and the migration of
// its image.
func (w *world) before(deployment engine.Resource, all []engine.Resource) []engine.Resource {
	w.t.Helper()
	component, colour, ok := strings.Cut(deployment.URN.Name(), "-deployment-")
	require.True(w.t, ok)
	const imagePath = "spec.template.spec.containers[0].image"
	out := []engine.Resource{w.one(namespaceType, "namespace-apps-namespace")}
	for _, r := range all {
		name, own := strings.CutPrefix(r.URN.Name(), component+"-")
		switch token := string(r.URN.Type()); {
		case !own:
		case slices.Contains(groundOfPods, token),
			name == "targetgroupbinding-"+colour, name == "service-"+colour,
			strings.HasSuffix(token, ":Job") && text(r.Inputs, imagePath) == text(deployment.Inputs, imagePath):
			out = append(out, r)
		}
	}
	return out
}
