package services

import (
	"maps"
	"net/netip"

	corev1 "k8s.io/api/core/v1"
	networkingv1 "k8s.io/api/networking/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/util/intstr"

	"github.com/covetpy/platform/kubeapi"
)

// room is a namespace with its policies: nothing may come or go but what they say.
type room struct {
	name      string
	namespace kubeapi.Object
	policies  []kubeapi.Object
}

// rooms are the namespaces of the services that are on.
func (a *Args) rooms() []room {
	var out []room
	for _, service := range a.On() {
		name := service.room()
		if name == "" {
			continue
		}
		labels := a.labels(name)
		maps.Copy(labels, podSecurity())
		out = append(out, room{
			name:      name,
			namespace: &corev1.Namespace{ObjectMeta: metav1.ObjectMeta{Name: name, Labels: labels}},
			policies: []kubeapi.Object{
				a.policy(name, "default-deny", networkingv1.NetworkPolicySpec{}),
				a.policy(name, "controllers", a.ways(service)),
			},
		})
	}
	return out
}

// podSecurity are the labels by which a namespace refuses pods that are not
// restricted, which no controller here has to be more than (Kubernetes, "Pod Security
// Admission").
func podSecurity() map[string]string {
	const prefix, restricted = "pod-security.kubernetes.io/", "restricted"
	return map[string]string{prefix + "enforce": restricted, prefix + "audit": restricted, prefix + "warn": restricted}
}

// room is the namespace that is made for a service, empty for those in the cluster's
// own.
func (s Service) room() string {
	switch s {
	case Events:
		return namespaceEvents
	case Vertical:
		return namespaceVertical
	case Metrics:
		return namespaceMetrics
	case MeshOfPods:
		return namespaceMesh
	case SecretCopies:
		return namespaceSecrets
	default:
		return ""
	}
}

// policy is one of all pods of a namespace, in both directions.
func (a *Args) policy(namespace, name string, spec networkingv1.NetworkPolicySpec) *networkingv1.NetworkPolicy {
	spec.PodSelector = metav1.LabelSelector{}
	spec.PolicyTypes = []networkingv1.PolicyType{networkingv1.PolicyTypeIngress, networkingv1.PolicyTypeEgress}
	return &networkingv1.NetworkPolicy{
		ObjectMeta: metav1.ObjectMeta{Name: name, Namespace: namespace, Labels: a.labels(namespace)},
		Spec:       spec,
	}
}

// Ports and addresses that controllers call.
const (
	portHTTPS   = 443
	portDNS     = 53
	portPodID   = 80
	portKEDA    = 9666
	podIDAgent  = "169.254.170.23/32" // EKS user guide, Pod Identity agent
	dnsLabel    = "k8s-app"
	dnsPods     = "kube-dns"
	nameLabel   = "kubernetes.io/metadata.name"
	inMeshLabel = "istio-injection"
	inMesh      = "enabled"
)

// ways are who calls a service's controllers, and whom they call.
func (a *Args) ways(s Service) networkingv1.NetworkPolicySpec {
	out := networkingv1.NetworkPolicySpec{
		Ingress: []networkingv1.NetworkPolicyIngressRule{{From: ranges(a.Reach.ControlPlane...), Ports: ports(corev1.ProtocolTCP, s.called()...)}},
		Egress: []networkingv1.NetworkPolicyEgressRule{
			{
				To:    []networkingv1.NetworkPolicyPeer{pods(namespaceSystem, map[string]string{dnsLabel: dnsPods})},
				Ports: append(ports(corev1.ProtocolUDP, portDNS), ports(corev1.ProtocolTCP, portDNS)...),
			},
			{To: ranges(append([]netip.Prefix{a.Reach.Services}, a.Reach.ControlPlane...)...), Ports: ports(corev1.ProtocolTCP, portHTTPS)},
		},
	}
	call := func(to []networkingv1.NetworkPolicyPeer, port int) {
		out.Egress = append(out.Egress, networkingv1.NetworkPolicyEgressRule{To: to, Ports: ports(corev1.ProtocolTCP, port)})
	}
	admit := func(from networkingv1.NetworkPolicyPeer, port int) {
		out.Ingress = append(out.Ingress, networkingv1.NetworkPolicyIngressRule{
			From: []networkingv1.NetworkPolicyPeer{from}, Ports: ports(corev1.ProtocolTCP, port),
		})
	}
	aws := func() {
		call(ranges(netip.MustParsePrefix(podIDAgent)), portPodID)
		call(ranges(a.Reach.Endpoints...), portHTTPS)
	}
	switch s {
	case Events:
		// Its server of metrics asks its operator.
		own := networkingv1.NetworkPolicyPeer{PodSelector: &metav1.LabelSelector{}}
		admit(own, portKEDA)
		call([]networkingv1.NetworkPolicyPeer{own}, portKEDA)
		if len(a.KEDA.Queues) > 0 {
			aws()
		}
		if p := a.KEDA.Prometheus; p != nil {
			call([]networkingv1.NetworkPolicyPeer{pods(p.Namespace, p.Labels)}, p.Port)
		}
		if len(a.KEDA.Caches) > 0 {
			call(ranges(a.KEDA.Caches...), a.KEDA.CachePort)
		}
	case Metrics:
		p := a.MetricsAdapter.Prometheus
		call([]networkingv1.NetworkPolicyPeer{pods(p.Namespace, p.Labels)}, p.Port)
	case MeshOfPods:
		// Sidecars get their configuration and their certificates here.
		admit(networkingv1.NetworkPolicyPeer{NamespaceSelector: &metav1.LabelSelector{MatchLabels: map[string]string{inMeshLabel: inMesh}}}, portMeshControl)
	case SecretCopies:
		aws()
	default:
	}
	return out
}

// pods of a namespace.
func pods(namespace string, labels map[string]string) networkingv1.NetworkPolicyPeer {
	return networkingv1.NetworkPolicyPeer{
		NamespaceSelector: &metav1.LabelSelector{MatchLabels: map[string]string{nameLabel: namespace}},
		PodSelector:       &metav1.LabelSelector{MatchLabels: labels},
	}
}

func ranges(prefixes ...netip.Prefix) []networkingv1.NetworkPolicyPeer {
	out := make([]networkingv1.NetworkPolicyPeer, len(prefixes))
	for i, p := range prefixes {
		out[i] = networkingv1.NetworkPolicyPeer{IPBlock: &networkingv1.IPBlock{CIDR: p.String()}}
	}
	return out
}

func ports(protocol corev1.Protocol, numbers ...int) []networkingv1.NetworkPolicyPort {
	out := make([]networkingv1.NetworkPolicyPort, len(numbers))
	for i, n := range numbers {
		out[i] = networkingv1.NetworkPolicyPort{Protocol: new(protocol), Port: new(intstr.FromInt(n))}
	}
	return out
}
