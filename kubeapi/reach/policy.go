package reach

import (
	"errors"
	"fmt"
	"net/netip"

	corev1 "k8s.io/api/core/v1"
	networkingv1 "k8s.io/api/networking/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/labels"
	"k8s.io/apimachinery/pkg/util/intstr"
)

// policy is a policy with its selectors and ranges read.
type policy struct {
	namespace string
	pods      labels.Selector
	types     map[networkingv1.PolicyType]bool
	rules     map[networkingv1.PolicyType][]rule
}

// rule is one rule of a direction. Without peers it is everyone, without ports all.
type rule struct {
	peers []peer
	ports []networkingv1.NetworkPolicyPort
}

// peer is a range, or pods: of the policy's own namespace where namespaces is nil.
type peer struct {
	block      *block
	namespaces labels.Selector
	pods       labels.Selector
}

// block is a range without others.
type block struct {
	cidr   netip.Prefix
	except []netip.Prefix
}

func (b block) holds(address netip.Addr) bool {
	for _, without := range b.except {
		if without.Contains(address) {
			return false
		}
	}
	return b.cidr.Contains(address)
}

func readPolicy(p *networkingv1.NetworkPolicy) (policy, error) {
	selector, err := metav1.LabelSelectorAsSelector(&p.Spec.PodSelector)
	if err != nil {
		return policy{}, fmt.Errorf("podSelector: %w", err)
	}
	out := policy{
		namespace: p.Namespace, pods: selector,
		types: directions(p), rules: map[networkingv1.PolicyType][]rule{},
	}
	add := func(direction networkingv1.PolicyType, peers []networkingv1.NetworkPolicyPeer, ports []networkingv1.NetworkPolicyPort) error {
		read := rule{ports: ports}
		for _, written := range peers {
			one, err := readPeer(written)
			if err != nil {
				return fmt.Errorf("%s rule %d: %w", direction, len(out.rules[direction]), err)
			}
			read.peers = append(read.peers, one)
		}
		out.rules[direction] = append(out.rules[direction], read)
		return nil
	}
	var faults []error
	for _, r := range p.Spec.Ingress {
		faults = append(faults, add(networkingv1.PolicyTypeIngress, r.From, r.Ports))
	}
	for _, r := range p.Spec.Egress {
		faults = append(faults, add(networkingv1.PolicyTypeEgress, r.To, r.Ports))
	}
	return out, errors.Join(faults...)
}

// directions are those that a policy restricts. One that does not say restricts
// ingress, and egress if it has rules for it.
func directions(p *networkingv1.NetworkPolicy) map[networkingv1.PolicyType]bool {
	out := map[networkingv1.PolicyType]bool{}
	for _, direction := range p.Spec.PolicyTypes {
		out[direction] = true
	}
	if len(out) == 0 {
		out[networkingv1.PolicyTypeIngress] = true
		out[networkingv1.PolicyTypeEgress] = len(p.Spec.Egress) > 0
	}
	return out
}

func readPeer(written networkingv1.NetworkPolicyPeer) (peer, error) {
	if written.IPBlock != nil {
		if written.PodSelector != nil || written.NamespaceSelector != nil {
			return peer{}, errors.New("an ipBlock is a peer by itself, without selectors")
		}
		read, err := readBlock(*written.IPBlock)
		return peer{block: &read}, err
	}
	if written.PodSelector == nil && written.NamespaceSelector == nil {
		return peer{}, errors.New("a peer has to be a range or pods")
	}
	var out peer
	for _, selector := range []struct {
		written *metav1.LabelSelector
		read    *labels.Selector
	}{{written.NamespaceSelector, &out.namespaces}, {written.PodSelector, &out.pods}} {
		if selector.written == nil {
			continue
		}
		read, err := metav1.LabelSelectorAsSelector(selector.written)
		if err != nil {
			return peer{}, err
		}
		*selector.read = read
	}
	return out, nil
}

func readBlock(written networkingv1.IPBlock) (block, error) {
	cidr, err := netip.ParsePrefix(written.CIDR)
	if err != nil {
		return block{}, fmt.Errorf("cidr: %w", err)
	}
	out := block{cidr: cidr}
	for _, text := range written.Except {
		without, err := netip.ParsePrefix(text)
		if err != nil {
			return block{}, fmt.Errorf("except: %w", err)
		}
		if without.Bits() <= cidr.Bits() || !cidr.Contains(without.Addr()) {
			return block{}, fmt.Errorf("except: %s is no part of %s", without, cidr)
		}
		out.except = append(out.except, without)
	}
	return out, nil
}

func (p policy) selects(pod Endpoint) bool {
	return pod.Namespace == p.namespace && p.pods.Matches(labels.Set(pod.Labels))
}

func (p policy) isolates(direction networkingv1.PolicyType) bool { return p.types[direction] }

// onPort says whether a rule lets a port of the listener through.
func (r rule) onPort(listener Endpoint, port int32, protocol corev1.Protocol) bool {
	if len(r.ports) == 0 {
		return true
	}
	for _, written := range r.ports {
		if spans(written, listener, port, protocol) {
			return true
		}
	}
	return false
}

func spans(written networkingv1.NetworkPolicyPort, listener Endpoint, port int32, protocol corev1.Protocol) bool {
	of := corev1.ProtocolTCP
	if written.Protocol != nil {
		of = *written.Protocol
	}
	switch {
	case of != protocol:
		return false
	case written.Port == nil:
		return true
	case written.Port.Type == intstr.String:
		return listener.named(written.Port.StrVal, port, protocol)
	case written.EndPort != nil:
		return port >= written.Port.IntVal && port <= *written.EndPort
	default:
		return port == written.Port.IntVal
	}
}

// named says whether a port of a pod has a name.
func (e Endpoint) named(name string, port int32, protocol corev1.Protocol) bool {
	for _, own := range e.Ports {
		of := own.Protocol
		if of == "" {
			of = corev1.ProtocolTCP
		}
		if own.Name == name && own.ContainerPort == port && of == protocol {
			return true
		}
	}
	return false
}
