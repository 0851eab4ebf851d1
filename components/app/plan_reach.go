package app

import (
	"cmp"
	"maps"
	"net/netip"
	"slices"

	corev1 "k8s.io/api/core/v1"
	networkingv1 "k8s.io/api/networking/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/util/intstr"

	"github.com/covetpy/platform/infra/later"
	"github.com/covetpy/platform/kubeapi"
)

// Ports of what is not the application's.
const (
	dnsPort   = 53
	httpsPort = 443
	agentPort = 80
	// Istio, "Application requirements", Ports used by Istio: what the control plane
	// answers sidecars at, and where a sidecar serves its own metrics and the
	// application's together.
	controlPlanePort  = 15012
	mergedMetricsPort = 15020
)

const (
	// podIdentityAgent is where a pod asks for its credentials (EKS user guide, "Set up
	// the Amazon EKS Pod Identity Agent"), on its own node.
	podIdentityAgent = "169.254.170.23/32"
	// labelNamespace is on every namespace, with its name (Kubernetes, "Automatic
	// labelling").
	labelNamespace = "kubernetes.io/metadata.name"
	kubeSystem     = "kube-system"
)

// networkPolicies are whom the application reaches, which is so of all of its pods,
// and who reaches those that listen: nobody reaches its jobs. A way between two
// applications is open when the policies of both say so.
//
// Kubelets reach the pods of their nodes in any case (Kubernetes, "Network policies"),
// so probes are not among these.
func (a *Args) networkPolicies(values *later.Values) []kubeapi.Object {
	return []kubeapi.Object{
		&networkingv1.NetworkPolicy{
			ObjectMeta: metav1.ObjectMeta{Name: a.Name + "-" + partNetworkPolicy, Labels: a.labels()},
			Spec: networkingv1.NetworkPolicySpec{
				PodSelector: metav1.LabelSelector{MatchLabels: a.everyPod()},
				// Both, so that the pods are cut off also where the namespace forgets to be.
				PolicyTypes: []networkingv1.PolicyType{networkingv1.PolicyTypeIngress, networkingv1.PolicyTypeEgress},
				Egress:      a.egress(values),
			},
		},
		&networkingv1.NetworkPolicy{
			ObjectMeta: metav1.ObjectMeta{Name: a.Name + "-" + partCallers, Labels: a.labels()},
			Spec: networkingv1.NetworkPolicySpec{
				PodSelector: metav1.LabelSelector{MatchLabels: a.selector(a.component(), "")},
				PolicyTypes: []networkingv1.PolicyType{networkingv1.PolicyTypeIngress},
				Ingress:     a.ingress(),
			},
		},
	}
}

// ingress is who may call the pods, and where.
func (a *Args) ingress() []networkingv1.NetworkPolicyIngressRule {
	var out []networkingv1.NetworkPolicyIngressRule
	let := func(from []networkingv1.NetworkPolicyPeer, ports ...int) {
		if len(from) > 0 {
			out = append(out, networkingv1.NetworkPolicyIngressRule{From: from, Ports: tcp(ports...)})
		}
	}
	if a.edge() != nil {
		let(ranges(a.Reach.LoadBalancer), a.Port)
	}
	let(applications(a.Reach.Callers), a.calledAt())
	if scraper := a.Reach.Scraper; scraper != nil {
		ports := []int{a.Port}
		if a.Mesh != nil {
			ports = append(ports, mergedMetricsPort)
		}
		let([]networkingv1.NetworkPolicyPeer{pods(scraper.Namespace, scraper.Labels)}, ports...)
	}
	return out
}

// calledAt is the port that other applications call this one at.
func (a *Args) calledAt() int {
	if a.Mesh != nil {
		return MeshPort
	}
	return a.Port
}

// calledAt is the port that the peer is called at.
func (p Peer) calledAt() int {
	if p.Mesh {
		return MeshPort
	}
	return p.Port
}

// egress is what the pods may call, and where.
func (a *Args) egress(values *later.Values) []networkingv1.NetworkPolicyEgressRule {
	var out []networkingv1.NetworkPolicyEgressRule
	let := func(to []networkingv1.NetworkPolicyPeer, ports []networkingv1.NetworkPolicyPort) {
		if len(to) > 0 && len(ports) > 0 {
			out = append(out, networkingv1.NetworkPolicyEgressRule{To: to, Ports: ports})
		}
	}
	let([]networkingv1.NetworkPolicyPeer{pods(kubeSystem, map[string]string{"k8s-app": "kube-dns"})},
		append(ports(corev1.ProtocolUDP, dnsPort), tcp(dnsPort)...))
	if a.callsAWS() {
		let([]networkingv1.NetworkPolicyPeer{block(podIdentityAgent)}, tcp(agentPort))
	}
	let(ranges(a.Reach.Data), tcp(a.dataPorts()...))
	if len(a.Uses.Queues) > 0 {
		let(ranges(a.Reach.Endpoints), tcp(httpsPort))
	}
	if len(a.Uses.Buckets) > 0 {
		let([]networkingv1.NetworkPolicyPeer{block(values.Each(a.Reach.ObjectStorage))}, tcp(httpsPort))
	}
	for _, name := range slices.Sorted(maps.Keys(a.Uses.Apps)) {
		peer := a.Uses.Apps[name]
		let(applications(map[string]Peer{name: peer}), tcp(peer.calledAt()))
	}
	if a.Mesh != nil {
		let([]networkingv1.NetworkPolicyPeer{pods(a.controlPlane(), map[string]string{"app": "istiod"})},
			tcp(controlPlanePort))
		for _, host := range a.Mesh.Hosts {
			let(ranges(host.Ranges), tcp(cmp.Or(host.Port, httpsPort)))
		}
	}
	return out
}

// dataPorts are those of the database and the caches in use, in order.
func (a *Args) dataPorts() []int {
	var out []int
	if a.Uses.Database != nil {
		out = append(out, a.Uses.Database.Port)
	}
	for _, cache := range a.Uses.Caches {
		out = append(out, cache.Port)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// applications are the pods of applications, in the order of their names.
func applications(peers map[string]Peer) []networkingv1.NetworkPolicyPeer {
	var out []networkingv1.NetworkPolicyPeer
	for _, name := range slices.Sorted(maps.Keys(peers)) {
		out = append(out, pods(peers[name].Namespace, map[string]string{LabelName: name}))
	}
	return out
}

func pods(namespace string, labels map[string]string) networkingv1.NetworkPolicyPeer {
	return networkingv1.NetworkPolicyPeer{
		NamespaceSelector: &metav1.LabelSelector{MatchLabels: map[string]string{labelNamespace: namespace}},
		PodSelector:       &metav1.LabelSelector{MatchLabels: labels},
	}
}

// ranges are the ranges, each once and in order.
func ranges(prefixes []netip.Prefix) []networkingv1.NetworkPolicyPeer {
	sorted := slices.Clone(prefixes)
	slices.SortFunc(sorted, func(x, y netip.Prefix) int {
		return cmp.Or(x.Addr().Compare(y.Addr()), cmp.Compare(x.Bits(), y.Bits()))
	})
	var out []networkingv1.NetworkPolicyPeer
	for _, prefix := range slices.Compact(sorted) {
		out = append(out, block(prefix.String()))
	}
	return out
}

func block(cidr string) networkingv1.NetworkPolicyPeer {
	return networkingv1.NetworkPolicyPeer{IPBlock: &networkingv1.IPBlock{CIDR: cidr}}
}

func tcp(numbers ...int) []networkingv1.NetworkPolicyPort {
	return ports(corev1.ProtocolTCP, numbers...)
}

func ports(protocol corev1.Protocol, numbers ...int) []networkingv1.NetworkPolicyPort {
	var out []networkingv1.NetworkPolicyPort
	for _, number := range numbers {
		out = append(out, networkingv1.NetworkPolicyPort{Protocol: &protocol, Port: new(port(number))})
	}
	return out
}

func port(number int) intstr.IntOrString { return intstr.FromInt32(int32(number)) } //nolint:gosec // 65535 at most, as checkPort says
