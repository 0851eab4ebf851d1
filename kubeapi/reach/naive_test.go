package reach_test

import (
	"fmt"
	"maps"
	"net/netip"
	"slices"
	"testing"

	corev1 "k8s.io/api/core/v1"
	networkingv1 "k8s.io/api/networking/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/util/intstr"
	"pgregory.net/rapid"

	"github.com/covetpy/platform/kubeapi/reach"
)

// The second formulation writes out, for a small world, every single connection that
// each policy adds, and looks a question up in that list. It shares no code with the
// first, and reads selectors by itself.

// naiveKey is one connection as one end's policies see it.
type naiveKey struct {
	pod, direction, other string
	port                  int32
	protocol              corev1.Protocol
}

// worldPorts are those that are asked about.
var worldPorts = []int32{79, 80, 81, 443}

func world() []reach.Endpoint {
	var out []reach.Endpoint
	for i, namespace := range []string{"default", "mine", "theirs"} {
		for j, role := range []string{"db", "web"} {
			out = append(out, reach.Endpoint{
				Namespace: namespace, Labels: map[string]string{"role": role},
				Address: netip.AddrFrom4([4]byte{10, byte(i), 0, byte(j)}),
				Ports:   []corev1.ContainerPort{{Name: "http", ContainerPort: 80 + int32(j)}},
			})
		}
	}
	return append(out, outside("10.0.0.200"), outside("203.0.113.7"))
}

func nameOf(e reach.Endpoint) string { return e.Namespace + "/" + e.Address.String() }

func naiveMatch(s *metav1.LabelSelector, labels map[string]string) bool {
	for key, value := range s.MatchLabels {
		if labels[key] != value {
			return false
		}
	}
	for _, e := range s.MatchExpressions {
		value, there := labels[e.Key]
		matches := map[metav1.LabelSelectorOperator]bool{
			metav1.LabelSelectorOpIn:           there && slices.Contains(e.Values, value),
			metav1.LabelSelectorOpNotIn:        !there || !slices.Contains(e.Values, value),
			metav1.LabelSelectorOpExists:       there,
			metav1.LabelSelectorOpDoesNotExist: !there,
		}
		if !matches[e.Operator] {
			return false
		}
	}
	return true
}

func naivePeer(p *networkingv1.NetworkPolicy, peer networkingv1.NetworkPolicyPeer, e reach.Endpoint) bool {
	if peer.IPBlock != nil {
		hit := netip.MustParsePrefix(peer.IPBlock.CIDR).Contains(e.Address)
		for _, except := range peer.IPBlock.Except {
			hit = hit && !netip.MustParsePrefix(except).Contains(e.Address)
		}
		return hit
	}
	if e.Namespace == "" {
		return false
	}
	inNamespace := e.Namespace == p.Namespace
	if peer.NamespaceSelector != nil {
		labels := map[string]string{"kubernetes.io/metadata.name": e.Namespace}
		maps.Copy(labels, namespaces()[e.Namespace])
		inNamespace = naiveMatch(peer.NamespaceSelector, labels)
	}
	return inNamespace && (peer.PodSelector == nil || naiveMatch(peer.PodSelector, e.Labels))
}

func naivePort(ports []networkingv1.NetworkPolicyPort, listener reach.Endpoint, port int32, protocol corev1.Protocol) bool {
	hit := len(ports) == 0
	for _, p := range ports {
		same := p.Protocol == nil && protocol == tcp || p.Protocol != nil && *p.Protocol == protocol
		first, last := int32(0), int32(65535)
		if p.Port != nil && p.Port.Type == intstr.Int {
			first, last = p.Port.IntVal, p.Port.IntVal
		}
		if p.EndPort != nil {
			last = *p.EndPort
		}
		if p.Port != nil && p.Port.Type == intstr.String {
			first, last = 1, 0
			if len(listener.Ports) > 0 && protocol == tcp {
				first, last = listener.Ports[0].ContainerPort, listener.Ports[0].ContainerPort
			}
		}
		hit = hit || same && first <= port && port <= last
	}
	return hit
}

// naive is every connection that may be made.
func naive(policies []*networkingv1.NetworkPolicy) map[string]bool {
	added, isolated := map[naiveKey]bool{}, map[string]bool{}
	add := func(p *networkingv1.NetworkPolicy, own, other, listener reach.Endpoint, direction string, peers []networkingv1.NetworkPolicyPeer, ports []networkingv1.NetworkPolicyPort) {
		hit := len(peers) == 0
		for _, peer := range peers {
			hit = hit || naivePeer(p, peer, other)
		}
		for _, port := range worldPorts {
			for _, protocol := range []corev1.Protocol{tcp, udp} {
				if hit && naivePort(ports, listener, port, protocol) {
					added[naiveKey{nameOf(own), direction, nameOf(other), port, protocol}] = true
				}
			}
		}
	}
	for _, p := range policies {
		in := len(p.Spec.PolicyTypes) == 0 || slices.Contains(p.Spec.PolicyTypes, networkingv1.PolicyTypeIngress)
		out := slices.Contains(p.Spec.PolicyTypes, networkingv1.PolicyTypeEgress) || len(p.Spec.PolicyTypes) == 0 && len(p.Spec.Egress) > 0
		for _, own := range world() {
			if own.Namespace != p.Namespace || !naiveMatch(&p.Spec.PodSelector, own.Labels) {
				continue
			}
			isolated[nameOf(own)+" in"] = isolated[nameOf(own)+" in"] || in
			isolated[nameOf(own)+" out"] = isolated[nameOf(own)+" out"] || out
			for _, other := range world() {
				for _, r := range p.Spec.Ingress {
					if in {
						add(p, own, other, own, "in", r.From, r.Ports)
					}
				}
				for _, r := range p.Spec.Egress {
					if out {
						add(p, own, other, other, "out", r.To, r.Ports)
					}
				}
			}
		}
	}
	allowed := map[string]bool{}
	for _, from := range world() {
		for _, to := range world() {
			for _, port := range worldPorts {
				for _, protocol := range []corev1.Protocol{tcp, udp} {
					leaves := !isolated[nameOf(from)+" out"] || added[naiveKey{nameOf(from), "out", nameOf(to), port, protocol}]
					enters := !isolated[nameOf(to)+" in"] || added[naiveKey{nameOf(to), "in", nameOf(from), port, protocol}]
					self := from.Namespace != "" && nameOf(from) == nameOf(to)
					allowed[question(from, to, port, protocol)] = self || leaves && enters
				}
			}
		}
	}
	return allowed
}

func question(from, to reach.Endpoint, port int32, protocol corev1.Protocol) string {
	return fmt.Sprintf("%s to %s on %s %d", nameOf(from), nameOf(to), protocol, port)
}

func drawnSelector(key string, values ...string) *rapid.Generator[*metav1.LabelSelector] {
	return rapid.Custom(func(t *rapid.T) *metav1.LabelSelector {
		value := rapid.SampledFrom(values).Draw(t, "value")
		switch rapid.IntRange(0, 3).Draw(t, "form") {
		case 0:
			return &metav1.LabelSelector{}
		case 1:
			return &metav1.LabelSelector{MatchLabels: map[string]string{key: value}}
		case 2:
			operator := rapid.SampledFrom([]metav1.LabelSelectorOperator{metav1.LabelSelectorOpIn, metav1.LabelSelectorOpNotIn}).Draw(t, "operator")
			return &metav1.LabelSelector{MatchExpressions: []metav1.LabelSelectorRequirement{{Key: key, Operator: operator, Values: []string{value}}}}
		default:
			operator := rapid.SampledFrom([]metav1.LabelSelectorOperator{metav1.LabelSelectorOpExists, metav1.LabelSelectorOpDoesNotExist}).Draw(t, "operator")
			return &metav1.LabelSelector{MatchExpressions: []metav1.LabelSelectorRequirement{{Key: key, Operator: operator}}}
		}
	})
}

var drawnPods, drawnNamespaces = drawnSelector("role", "db", "web", "other"), drawnSelector("project", "myproject", "other", "none")

var drawnPeer = rapid.Custom(func(t *rapid.T) networkingv1.NetworkPolicyPeer {
	switch rapid.IntRange(0, 4).Draw(t, "kind") {
	case 0:
		return networkingv1.NetworkPolicyPeer{PodSelector: drawnPods.Draw(t, "pods")}
	case 1:
		return networkingv1.NetworkPolicyPeer{NamespaceSelector: drawnNamespaces.Draw(t, "namespaces")}
	case 2:
		return networkingv1.NetworkPolicyPeer{PodSelector: drawnPods.Draw(t, "pods"), NamespaceSelector: drawnNamespaces.Draw(t, "namespaces")}
	case 3:
		return networkingv1.NetworkPolicyPeer{IPBlock: &networkingv1.IPBlock{CIDR: rapid.SampledFrom([]string{"0.0.0.0/0", "203.0.113.0/24", "10.1.0.0/16"}).Draw(t, "range")}}
	default:
		return networkingv1.NetworkPolicyPeer{IPBlock: &networkingv1.IPBlock{
			CIDR: "10.0.0.0/8", Except: []string{rapid.SampledFrom([]string{"10.0.0.0/16", "10.1.0.0/32", "10.0.0.128/25"}).Draw(t, "except")},
		}}
	}
})

var drawnPort = rapid.Custom(func(t *rapid.T) networkingv1.NetworkPolicyPort {
	out := networkingv1.NetworkPolicyPort{Protocol: rapid.SampledFrom([]*corev1.Protocol{nil, new(tcp), new(udp)}).Draw(t, "protocol")}
	switch rapid.IntRange(0, 3).Draw(t, "kind") {
	case 0:
	case 1:
		out.Port = new(intstr.FromString(rapid.SampledFrom([]string{"http"}).Draw(t, "name")))
	case 2:
		out.Port = new(intstr.FromInt32(rapid.SampledFrom(worldPorts).Draw(t, "port")))
	default:
		out.Port, out.EndPort = new(intstr.FromInt32(80)), new(rapid.SampledFrom([]int32{80, 81, 500}).Draw(t, "end"))
	}
	return out
})

var drawnPolicy = rapid.Custom(func(t *rapid.T) *networkingv1.NetworkPolicy {
	out := policyOf(networkingv1.NetworkPolicySpec{
		PodSelector: *drawnPods.Draw(t, "selector"),
		PolicyTypes: rapid.SampledFrom([][]networkingv1.PolicyType{nil, {"Ingress"}, {"Egress"}, {"Ingress", "Egress"}}).Draw(t, "types"),
	})
	out.Namespace = rapid.SampledFrom([]string{"default", "mine", "theirs"}).Draw(t, "namespace")
	for range rapid.IntRange(0, 2).Draw(t, "ingress") {
		out.Spec.Ingress = append(out.Spec.Ingress, networkingv1.NetworkPolicyIngressRule{
			From: rapid.SliceOfN(drawnPeer, 0, 2).Draw(t, "from"), Ports: rapid.SliceOfN(drawnPort, 0, 2).Draw(t, "ports"),
		})
	}
	for range rapid.IntRange(0, 2).Draw(t, "egress") {
		out.Spec.Egress = append(out.Spec.Egress, networkingv1.NetworkPolicyEgressRule{
			To: rapid.SliceOfN(drawnPeer, 0, 2).Draw(t, "to"), Ports: rapid.SliceOfN(drawnPort, 0, 2).Draw(t, "ports"),
		})
	}
	return out
})

func TestBothFormulationsAgreeOnEveryConnection(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		policies := rapid.SliceOfN(drawnPolicy, 0, 4).Draw(t, "policies")
		n, err := reach.New(namespaces(), policies...)
		if err != nil {
			t.Fatal(err)
		}
		want := naive(policies)
		for _, from := range world() {
			for _, to := range world() {
				for _, port := range worldPorts {
					for _, protocol := range []corev1.Protocol{tcp, udp} {
						if got := n.Allowed(from, to, port, protocol); got != want[question(from, to, port, protocol)] {
							t.Fatalf("%s: %t", question(from, to, port, protocol), got)
						}
					}
				}
			}
		}
	})
}

// A policy that is added only ever restricts who was open, or lets through what its
// rules say: what two policies let through of a pod that both isolate is what either
// does.
func TestOfTwoPoliciesForTheSamePodsEitherIsEnough(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		one, two := drawnPolicy.Draw(t, "one"), drawnPolicy.Draw(t, "two")
		two.Namespace, two.Spec.PodSelector = one.Namespace, one.Spec.PodSelector
		one.Spec.PolicyTypes = []networkingv1.PolicyType{"Ingress", "Egress"}
		two.Spec.PolicyTypes = one.Spec.PolicyTypes
		ask := func(to reach.Endpoint, policies ...*networkingv1.NetworkPolicy) bool {
			n, err := reach.New(namespaces(), policies...)
			if err != nil {
				t.Fatal(err)
			}
			return n.Allowed(outside("203.0.113.7"), to, 80, tcp)
		}
		for _, to := range world() {
			if both := ask(to, one, two); both != (ask(to, one) || ask(to, two)) {
				t.Fatalf("to %s: %t", nameOf(to), both)
			}
		}
	})
}
