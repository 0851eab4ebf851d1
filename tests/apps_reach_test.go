package tests

import (
	"cmp"
	"maps"
	"net/netip"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	corev1 "k8s.io/api/core/v1"
	networkingv1 "k8s.io/api/networking/v1"

	"github.com/covetpy/platform/components/app"
	"github.com/covetpy/platform/components/cache"
	"github.com/covetpy/platform/components/database"
	"github.com/covetpy/platform/components/network"
	"github.com/covetpy/platform/infra/config"
	"github.com/covetpy/platform/internal/engine"
	"github.com/covetpy/platform/kubeapi/reach"
)

// place is somebody who calls or is called, and who that is to the configuration.
type place struct {
	what string
	reach.Endpoint
	// app is the application whose pod it is, and serves says that it is one that
	// requests go to and not a job.
	app    string
	serves bool
}

// Addresses that nobody has said anything of.
const (
	internet = "203.0.113.80"
	metadata = "169.254.169.254"
	agent    = "169.254.170.23"
)

// portsAsked are those of everything that there is, and one of nothing.
var portsAsked = []int32{53, 80, 443, 8000, app.MeshPort, database.Port, cache.Port, 15012, 15020, 9443, 10250, 9999}

// TestEachApplicationReachesWhatItUses evaluates the policies that clusters
// have, and compares every way with what the configuration says that each application
// uses.
func TestEachApplicationReachesWhatItUses(t *testing.T) {
	t.Parallel()
	for _, name := range environments(t) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, name)
			w.run(engine.OpUp)
			policies, places := w.reachable(), w.places()
			asked, open := 0, 0
			for _, from := range places {
				for _, to := range places {
					for _, port := range portsAsked {
						for _, protocol := range []corev1.Protocol{corev1.ProtocolTCP, corev1.ProtocolUDP} {
							if from.app == "" && to.app == "" || from.what == to.what {
								continue // nothing of ours has a say, or a pod and itself
							}
							asked++
							want := w.says(from, to, port, protocol)
							if want {
								open++
							}
							require.Equal(t, want, policies.Allowed(from.Endpoint, to.Endpoint, port, protocol), "%s to %s, %s %d", from.what, to.what, protocol, port)
						}
					}
				}
			}
			require.Greater(t, open, 5)
			require.Greater(t, asked-open, 100*len(places))
		})
	}
}

// reachable is what the policies of the cluster let through.
func (w *world) reachable() *reach.Network {
	w.t.Helper()
	labels := map[string]map[string]string{"default": {}, "kube-system": {}}
	for _, n := range objects[*corev1.Namespace](w) {
		labels[n.Name] = n.Labels
	}
	out, err := reach.New(labels, slices.Collect(maps.Values(objects[*networkingv1.NetworkPolicy](w)))...)
	require.NoError(w.t, err)
	return out
}

// places are a pod of every workload, those that they may want to reach, and strangers.
func (w *world) places() []place {
	w.t.Helper()
	tiers := network.NewPlan(w.loaded.Config.Network.CIDR, w.loaded.Config.Network.PodCIDR)
	address := tiers.Range(network.Private).Addr().Next() // an endpoint's, below
	var out []place
	pod := func(what, namespace string, labels map[string]string) {
		address = address.Next()
		out = append(out, place{what: what, Endpoint: reach.Endpoint{Namespace: namespace, Labels: labels, Address: address}})
	}
	for _, name := range slices.Sorted(maps.Keys(w.templates())) {
		template := w.templates()[name]
		pod(name, template.Namespace, template.Labels)
		last := &out[len(out)-1]
		last.app = template.Labels[app.LabelName]
		last.serves = strings.HasPrefix(name, "Deployment ")
		require.Contains(w.t, w.loaded.Config.Apps, last.app)
	}
	pod("a stranger", "default", nil)
	pod("a stranger who is called as an application is", "default", map[string]string{app.LabelName: "app"})
	pod("a stranger among the applications", "apps", map[string]string{"run": "debug"})
	pod("a name server", "kube-system", map[string]string{"k8s-app": "kube-dns"})
	for _, n := range objects[*corev1.Namespace](w) {
		if n.Name != "apps" {
			pod("a controller of "+n.Name, n.Name, map[string]string{"app": strings.Replace(n.Name, "istio-system", "istiod", 1)})
		}
	}
	for what, where := range map[string]netip.Addr{
		"the load balancer": tiers.Range(network.Public).Addr().Next(),
		"the data tier":     tiers.Range(network.Data).Addr().Next(),
		"an endpoint":       tiers.Range(network.Private).Addr().Next(),
		"object storage":    w.objectStorage(),
		"the internet":      netip.MustParseAddr(internet),
		"the node":          netip.MustParseAddr(metadata),
		"the agent":         netip.MustParseAddr(agent),
	} {
		out = append(out, place{what: what, Endpoint: reach.Endpoint{Address: where}})
	}
	for _, a := range w.loaded.Config.Apps {
		for _, host := range meshHosts(a) {
			out = append(out, place{what: host.Name, Endpoint: reach.Endpoint{Address: host.Ranges[0].Addr().Next()}})
		}
	}
	return out
}

func meshHosts(a config.App) []config.MeshHost {
	if a.Mesh == nil {
		return nil
	}
	return a.Mesh.Hosts
}

// objectStorage is an address of S3's, as its gateway endpoint knows them.
func (w *world) objectStorage() netip.Addr {
	w.t.Helper()
	for _, e := range w.ofType(endpointType) {
		if text(e.Inputs, "vpcEndpointType") == "Gateway" && strings.HasSuffix(text(e.Inputs, "serviceName"), ".s3") {
			ranges := texts(e.Outputs, "cidrBlocks")
			require.NotEmpty(w.t, ranges)
			return netip.MustParsePrefix(ranges[0]).Addr()
		}
	}
	require.Fail(w.t, "no gateway endpoint of S3")
	return netip.Addr{}
}

// says is whether the configuration means the one to call the other, on a port.
func (w *world) says(from, to place, port int32, protocol corev1.Protocol) bool {
	if from.app == "" {
		return w.saysIn(from, to, port, protocol)
	}
	return w.saysOut(from, to, port, protocol)
}

// saysIn is who may call an application that is none itself: the load balancer, where
// the application has a place at the front door.
func (w *world) saysIn(from, to place, port int32, protocol corev1.Protocol) bool {
	a := w.loaded.Config.Apps[to.app]
	return from.what == "the load balancer" && to.serves && a.Service != nil && a.Service.Edge != nil &&
		int(port) == a.Port && protocol == corev1.ProtocolTCP
}

// saysOut is whom an application may call: what it uses, and what all pods need.
//
// Policies know the endpoints' addresses by the range of their subnets, in which pods
// have theirs, too. So who may call an endpoint may call at its port those pods as
// well that nothing guards, in the namespaces that are not made here.
func (w *world) saysOut(from, to place, port int32, protocol corev1.Protocol) bool {
	a := w.loaded.Config.Apps[from.app]
	endpoint := len(a.Uses.Queues) > 0 && port == 443
	if to.what == "a name server" && port == 53 {
		return true
	}
	if protocol != corev1.ProtocolTCP {
		return false
	}
	switch {
	case to.app != "":
		callee := w.loaded.Config.Apps[to.app]
		at := callee.Port
		if callee.Mesh != nil {
			at = app.MeshPort
		}
		return to.serves && slices.Contains(a.Uses.Apps, to.app) && int(port) == at
	case to.Namespace == "default", to.Namespace == "kube-system":
		return endpoint
	case to.Namespace == "istio-system":
		return a.Mesh != nil && port == 15012
	case to.what == "an endpoint":
		return endpoint
	case to.what == "the data tier":
		return a.Uses.Database && port == database.Port || len(a.Uses.Caches) > 0 && port == cache.Port
	case to.what == "object storage":
		return len(a.Uses.Buckets) > 0 && port == 443
	case to.what == "the agent":
		return port == 80 && (a.Uses.Database || len(a.Uses.Caches)+len(a.Uses.Queues)+len(a.Uses.Buckets) > 0)
	default:
		return slices.ContainsFunc(meshHosts(a), func(h config.MeshHost) bool { return h.Name == to.what && cmp.Or(h.Port, 443) == int(port) })
	}
}

// TestNobodyIsReachedUnasked puts a pod that nobody has written a policy for into every
// namespace that is made here: it reaches nobody outside, and nobody there reaches it.
// In those of applications it reaches, and is reached by, no other pod either, but that
// it may ask for names.
func TestNobodyIsReachedUnasked(t *testing.T) {
	t.Parallel()
	for _, name := range environments(t) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, name)
			w.run(engine.OpUp)
			policies, places := w.reachable(), w.places()
			ours := map[string]bool{}
			for _, a := range w.loaded.Config.Apps {
				ours[a.Namespace] = true
			}
			made := objects[*corev1.Namespace](w)
			require.GreaterOrEqual(t, len(made), len(ours))
			for _, n := range made {
				pod := reach.Endpoint{Namespace: n.Name, Labels: map[string]string{"run": "debug"}, Address: netip.MustParseAddr("10.255.255.1")}
				for _, other := range places {
					if !ours[n.Name] && (other.isPod() || other.what == "an endpoint" || other.what == "the agent") {
						continue // controllers have ways of their own
					}
					for _, port := range portsAsked {
						for _, protocol := range []corev1.Protocol{corev1.ProtocolTCP, corev1.ProtocolUDP} {
							asks := other.what == "a name server" && port == 53
							require.Equal(t, asks, policies.Allowed(pod, other.Endpoint, port, protocol), "from %s to %s, %s %d", n.Name, other.what, protocol, port)
							require.False(t, policies.Allowed(other.Endpoint, pod, port, protocol), "from %s to %s, %s %d", other.what, n.Name, protocol, port)
						}
					}
				}
			}
		})
	}
}

func (p place) isPod() bool { return p.Namespace != "" }
