package app

import (
	"encoding/json"
	"fmt"
	"maps"
	"net/netip"
	"slices"
	"testing"

	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	corev1 "k8s.io/api/core/v1"
	networkingv1 "k8s.io/api/networking/v1"
	"pgregory.net/rapid"

	"github.com/covetpy/platform/infra/kube"
	"github.com/covetpy/platform/infra/later"
	"github.com/covetpy/platform/internal/mocktest"
	"github.com/covetpy/platform/kubeapi"
	"github.com/covetpy/platform/kubeapi/reach"
)

// registered are an application's network policies as the cluster gets them, with
// outputs in place of the marks.
func registered(t require.TestingT, a *Args) []*networkingv1.NetworkPolicy {
	rec := mocktest.New()
	require.NoError(t, rec.Run(func(ctx *pulumi.Context) error {
		values := &later.Values{}
		for _, policy := range a.networkPolicies(values) {
			policy.SetNamespace(a.Namespace)
			if _, err := kube.Register(ctx, policy.GetName(), policy, values); err != nil {
				return err
			}
		}
		return nil
	}))
	var out []*networkingv1.NetworkPolicy
	for _, made := range rec.Of("kubernetes:networking.k8s.io/v1:NetworkPolicy") {
		raw, err := json.Marshal(made.Inputs.Mappable())
		require.NoError(t, err)
		object, err := kubeapi.Decode(raw)
		require.NoError(t, err)
		out = append(out, object.(*networkingv1.NetworkPolicy))
	}
	return out
}

// own are the application's pods, by what they are.
func own(a *Args) map[string]reach.Endpoint {
	out := map[string]reach.Endpoint{}
	for i, of := range []component{a.component(), componentMigration, componentCron} {
		for j, colour := range Colours() {
			name := string(of) + " " + string(colour)
			out[name] = reach.Endpoint{
				Namespace: a.Namespace, Labels: a.podLabels(of, colour, Image{Digest: "sha256:abc"}),
				Address: netip.AddrFrom4([4]byte{10, 0, 100, byte(10*i + j)}),
			}
		}
	}
	return out
}

// others are whom an application may be meant to talk to, and strangers that differ
// from one of them in a single point.
func others() map[string]reach.Endpoint {
	out := map[string]reach.Endpoint{}
	pod := func(name, namespace string, labels map[string]string) {
		out[name] = reach.Endpoint{Namespace: namespace, Labels: labels, Address: netip.AddrFrom4([4]byte{10, 0, 101, byte(len(out))})}
	}
	named := func(name string) map[string]string { return map[string]string{LabelName: name} }
	pod("front", "apps", named("front"))
	pod("front elsewhere", "warehouse", named("front"))
	pod("stock", "warehouse", named("stock"))
	pod("stock elsewhere", "apps", named("stock"))
	pod("blog", "apps", named("blog"))
	pod("shop elsewhere", "warehouse", named("shop"))
	pod("collector", "observability", named("collector"))
	pod("dashboard", "observability", named("dashboard"))
	pod("collector elsewhere", "apps", named("collector"))
	pod("kube-dns", "kube-system", map[string]string{"k8s-app": "kube-dns"})
	pod("metrics-server", "kube-system", map[string]string{"k8s-app": "metrics-server"})
	pod("kube-dns elsewhere", "apps", map[string]string{"k8s-app": "kube-dns"})
	pod("istiod", "istio-system", map[string]string{"app": "istiod"})
	pod("istio-cni", "istio-system", map[string]string{"app": "istio-cni"})
	for name, address := range map[string]string{
		"balancer a": "10.0.0.10", "balancer b": "10.0.1.10", "beside the balancers": "10.0.2.10",
		"data a": "10.0.20.5", "data b": "10.0.21.5", "beside the data": "10.0.22.5",
		"endpoint": "10.0.30.5", "node": "10.0.40.5", "object storage a": "52.218.0.5", "object storage b": "3.5.64.5",
		"beside object storage": "3.5.72.5", "agent": "169.254.170.23", "before the agent": "169.254.170.22", "after the agent": "169.254.170.24",
		"metadata": "169.254.169.254", "partner": "198.51.100.7", "internet": "203.0.113.7",
	} {
		out[name] = reach.Endpoint{Address: netip.MustParseAddr(address)}
	}
	return out
}

// askedPorts are those of everything that there is, and some that nothing has.
func askedPorts() []int32 {
	return []int32{22, 53, 80, 443, 3306, 5432, 6379, 8000, 8443, 9000, 15012, 15017, 15020, 15090}
}

// open is every connection between an application's pods and anyone, other pods of
// its own included.
func open(t *testing.T, a *Args) []string {
	t.Helper()
	namespaces := map[string]map[string]string{"apps": nil, "warehouse": nil, "observability": nil, "kube-system": nil, "istio-system": nil}
	n, err := reach.New(namespaces, registered(t, a)...)
	require.NoError(t, err)
	mine, everyone := own(a), others()
	maps.Copy(everyone, mine)
	var out []string
	for from, one := range everyone {
		for to, two := range everyone {
			_, leaving := mine[from]
			_, entering := mine[to]
			if from == to || !leaving && !entering {
				continue
			}
			for _, port := range askedPorts() {
				for _, protocol := range []corev1.Protocol{corev1.ProtocolTCP, corev1.ProtocolUDP, corev1.ProtocolSCTP} {
					if n.Allowed(one, two, port, protocol) {
						out = append(out, connection(from, to, protocol, port))
					}
				}
			}
		}
	}
	slices.Sort(out)
	return out
}

func connection(from, to string, protocol corev1.Protocol, port int32) string {
	return fmt.Sprintf("%s to %s on %s %d", from, to, protocol, port)
}

// want builds what open has to be: ways out are of every pod of the application, ways
// in those that listen.
type want struct {
	a    *Args
	list []string
}

func (w *want) out(to string, protocol corev1.Protocol, ports ...int32) {
	for name := range own(w.a) {
		for _, port := range ports {
			w.list = append(w.list, connection(name, to, protocol, port))
		}
	}
}

func (w *want) in(from string, ports ...int32) {
	for _, colour := range Colours() {
		for _, port := range ports {
			w.list = append(w.list, connection(from, string(w.a.component())+" "+string(colour), corev1.ProtocolTCP, port))
		}
	}
}

func (w *want) sorted() []string { return slices.Sorted(slices.Values(w.list)) }

// used are the ways of an application that uses one of everything, but to others.
func (w *want) used() {
	w.in("balancer a", 8000)
	w.in("balancer b", 8000)
	w.out("kube-dns", corev1.ProtocolUDP, 53)
	w.out("kube-dns", corev1.ProtocolTCP, 53)
	w.out("agent", corev1.ProtocolTCP, 80)
	w.out("data a", corev1.ProtocolTCP, 5432, 6379)
	w.out("data b", corev1.ProtocolTCP, 5432, 6379)
	w.out("endpoint", corev1.ProtocolTCP, 443)
	w.out("object storage a", corev1.ProtocolTCP, 443)
	w.out("object storage b", corev1.ProtocolTCP, 443)
}

func TestAnApplicationReachesWhatItUsesAndNothingElse(t *testing.T) {
	w := &want{a: connected()}
	w.used()
	w.in("front", 8000)
	w.in("collector", 8000)
	w.out("stock", corev1.ProtocolTCP, 9000)
	assert.Equal(t, w.sorted(), open(t, connected()))
}

func TestInAMeshItIsCalledWhereItsSidecarListens(t *testing.T) {
	w := &want{a: inMesh()}
	w.used()
	w.in("front", 8443)
	w.in("collector", 8000, 15020)
	w.out("stock", corev1.ProtocolTCP, 8443)
	w.out("istiod", corev1.ProtocolTCP, 15012)
	w.out("partner", corev1.ProtocolTCP, 443)
	assert.Equal(t, w.sorted(), open(t, inMesh()))
}

func TestWhoUsesNothingAsksForNamesAlone(t *testing.T) {
	w := &want{a: alone()}
	w.out("kube-dns", corev1.ProtocolUDP, 53)
	w.out("kube-dns", corev1.ProtocolTCP, 53)
	assert.Equal(t, w.sorted(), open(t, alone()))
}

// With secrets alone there is a role, but what mounts them uses it.
func TestSecretsNeedNoWayOfThePods(t *testing.T) {
	a := alone()
	a.Secrets, a.SecretStore = connected().Secrets, CSI
	assert.Equal(t, open(t, alone()), open(t, a))
}

func TestWithoutTheLoadBalancerOnlyApplicationsCall(t *testing.T) {
	a := connected()
	a.Service.Edge = nil
	for _, way := range open(t, a) {
		assert.NotContains(t, way, "balancer")
	}
}

func TestAMemberOfTheMeshCallsWhoIsNotAtItsOwnPort(t *testing.T) {
	a := inMesh()
	a.Uses.Apps = map[string]Peer{"stock": {Namespace: "warehouse", Port: 9000}}
	ways := open(t, a)
	assert.Contains(t, ways, connection("service blue", "stock", corev1.ProtocolTCP, 9000))
	assert.NotContains(t, ways, connection("service blue", "stock", corev1.ProtocolTCP, 8443))
}

// Each use opens ways and closes none, so that none can stand in for another.
func TestAUseOnlyAdds(t *testing.T) {
	all := open(t, connected())
	for name, without := range map[string]func(*Args){
		"the database": func(a *Args) { a.Uses.Database = nil },
		"caches":       func(a *Args) { a.Uses.Caches = nil },
		"queues":       func(a *Args) { a.Uses.Queues = nil },
		"buckets":      func(a *Args) { a.Uses.Buckets = nil },
		"applications": func(a *Args) { a.Uses.Apps = nil },
		"callers":      func(a *Args) { a.Reach.Callers = nil },
		"the scraper":  func(a *Args) { a.Reach.Scraper = nil },
	} {
		t.Run(name, func(t *testing.T) {
			a := connected()
			without(a)
			fewer := open(t, a)
			assert.Subset(t, all, fewer)
			assert.Less(t, len(fewer), len(all))
		})
	}
}

func TestTheOrderOfRangesDoesNotShow(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, shuffled := connected(), connected()
		a.Reach.ObjectStorage, shuffled.Reach.ObjectStorage = nil, nil
		a.Uses.Buckets, shuffled.Uses.Buckets = nil, nil
		all := prefixes("10.0.20.0/24", "10.0.20.0/25", "10.0.21.0/24", "10.0.9.0/24", "fd00:1::/64")
		a.Reach.Data = all
		shuffled.Reach.Data = append(rapid.Permutation(all).Draw(t, "ranges"), rapid.SampledFrom(all).Draw(t, "again"))
		if one, two := asText(t, a), asText(t, shuffled); one != two {
			t.Fatalf("%s\n%s", one, two)
		}
	})
}

// asText is the policies' text.
func asText(t require.TestingT, a *Args) string {
	raw, err := json.Marshal(a.networkPolicies(&later.Values{}))
	require.NoError(t, err)
	return string(raw)
}
