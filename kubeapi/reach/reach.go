package reach

import (
	"fmt"
	"net/netip"

	corev1 "k8s.io/api/core/v1"
	networkingv1 "k8s.io/api/networking/v1"
	"k8s.io/apimachinery/pkg/labels"
)

// Endpoint is one end of a connection: a pod, or with an empty Namespace an address
// outside the cluster.
type Endpoint struct {
	Namespace string
	Labels    map[string]string
	// Address of the pod, or the address itself.
	Address netip.Addr
	// Ports of the pod's containers, which policies may name.
	Ports []corev1.ContainerPort
}

func (e Endpoint) isPod() bool { return e.Namespace != "" }

// same says whether two ends are one pod, which no policy keeps from itself.
func (e Endpoint) same(other Endpoint) bool {
	return e.isPod() && e.Namespace == other.Namespace && e.Address.IsValid() && e.Address == other.Address
}

// Network is namespaces and the policies in them.
type Network struct {
	namespaces map[string]labels.Set
	policies   []policy
}

// New reads policies. Namespaces are their labels by their names; each has the label
// kubernetes.io/metadata.name, which Kubernetes sets, by itself. A policy that an API
// server would refuse (a selector or a range that is none) is an error.
func New(namespaces map[string]map[string]string, policies ...*networkingv1.NetworkPolicy) (*Network, error) {
	n := &Network{namespaces: map[string]labels.Set{}}
	for name, own := range namespaces {
		n.namespaces[name] = labels.Merge(own, labels.Set{corev1.LabelMetadataName: name})
	}
	for _, p := range policies {
		read, err := readPolicy(p)
		if err != nil {
			return nil, fmt.Errorf("read network policy %s/%s: %w", p.Namespace, p.Name, err)
		}
		n.policies = append(n.policies, read)
	}
	return n, nil
}

// Allowed says whether a connection may be opened to a port, and answered. (Answers
// need no rule of their own.)
func (n *Network) Allowed(from, to Endpoint, port int32, protocol corev1.Protocol) bool {
	if from.same(to) {
		return true
	}
	return n.passes(networkingv1.PolicyTypeEgress, from, to, to, port, protocol) &&
		n.passes(networkingv1.PolicyTypeIngress, to, from, to, port, protocol)
}

// passes is one end's word: that of the policies that select own, on other. Ports are
// those of listener.
func (n *Network) passes(direction networkingv1.PolicyType, own, other, listener Endpoint, port int32, protocol corev1.Protocol) bool {
	if !own.isPod() {
		return true
	}
	isolated := false
	for _, p := range n.policies {
		if !p.selects(own) || !p.isolates(direction) {
			continue
		}
		isolated = true
		for _, r := range p.rules[direction] {
			if n.fromPeer(p, r, other) && r.onPort(listener, port, protocol) {
				return true
			}
		}
	}
	return !isolated
}

// fromPeer says whether a rule's peers have an end among them. A rule without peers
// has everyone.
func (n *Network) fromPeer(p policy, r rule, end Endpoint) bool {
	if len(r.peers) == 0 {
		return true
	}
	for _, candidate := range r.peers {
		if n.isPeer(p, candidate, end) {
			return true
		}
	}
	return false
}

func (n *Network) isPeer(p policy, candidate peer, end Endpoint) bool {
	if candidate.block != nil {
		return candidate.block.holds(end.Address)
	}
	if !end.isPod() {
		return false
	}
	if candidate.namespaces == nil {
		if end.Namespace != p.namespace {
			return false
		}
	} else if own, known := n.namespaces[end.Namespace]; !known || !candidate.namespaces.Matches(own) {
		return false
	}
	return candidate.pods == nil || candidate.pods.Matches(labels.Set(end.Labels))
}
