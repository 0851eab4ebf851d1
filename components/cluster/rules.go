package cluster

import (
	"fmt"
	"slices"
)

// group is one of the two security groups of the cluster.
type group string

// The control plane's interfaces carry one group, the nodes (and the pods on
// them, whose addresses belong to the nodes' interfaces) the other.
const (
	controlPlane group = "control-plane"
	nodes        group = "nodes"
)

// peer is the other end of a rule: one of the groups, the network's own range,
// or anywhere.
type peer string

// Peers.
const (
	toControlPlane peer = "control-plane"
	toNodes        peer = "nodes"
	toNetwork      peer = "network"
	toAnywhere     peer = "anywhere"
)

// rule admits traffic into a group, or out of it.
type rule struct {
	name        string // logical name, for ever
	description string
	of          group
	out         bool
	peer        peer
	protocol    string // "tcp" or "udp"
	from, to    int    // ports
}

// Ports. Pods do not run as root, so they listen above the privileged ports.
const (
	portHTTPS         = 443
	portDNS           = 53
	portKubelet       = 10250
	portMetricsServer = 10251 // EKS user guide, metrics-server add-on; upstream's is 10250
	firstUnprivileged = 1025
	lastPort          = 65535
)

// rules are what the add-ons that are on need, and what every cluster does.
//
// The choice: pods of different nodes may talk to each other on unprivileged
// ports, because which pod talks to which is the network policies' business
// (vpc-cni enforces them), not a security group's. Nodes may reach the network
// on unprivileged TCP ports, where the databases and caches decide whom they
// admit, and anything on 443: AWS's endpoints and registries. Nothing else
// leaves a node. Amazon's resolver and time service need no rule, as security
// groups do not filter them (VPC user guide, "Security groups").
//
// The group that EKS makes itself is not managed here; the control plane's
// interfaces carry it beside ours, the nodes do not.
func rules(on []Addon, webhooks []Webhook) []rule {
	out := []rule{
		{"control-plane-in-api", "Nodes and pods call the API server", controlPlane, false, toNodes, "tcp", portHTTPS, portHTTPS},
		{"nodes-in-pods", "Pods talk to pods of other nodes", nodes, false, toNodes, "tcp", firstUnprivileged, lastPort},
		{"nodes-out-pods", "Pods talk to pods of other nodes", nodes, true, toNodes, "tcp", firstUnprivileged, lastPort},
		{"nodes-out-network", "Pods reach databases and caches, which decide whom they admit", nodes, true, toNetwork, "tcp", firstUnprivileged, lastPort},
		{"nodes-out-https", "Nodes and pods call AWS and registries", nodes, true, toAnywhere, "tcp", portHTTPS, portHTTPS},
	}
	out = append(out, called("kubelet", "The API server calls the kubelet", portKubelet)...)
	if slices.Contains(on, MetricsServer) {
		out = append(out, called("metrics-server", "The API server calls metrics-server", portMetricsServer)...)
	}
	if slices.Contains(on, CoreDNS) {
		for _, protocol := range []string{"tcp", "udp"} {
			out = append(out,
				rule{"nodes-in-dns-" + protocol, "Pods ask CoreDNS", nodes, false, toNodes, protocol, portDNS, portDNS},
				rule{"nodes-out-dns-" + protocol, "Pods ask CoreDNS", nodes, true, toNodes, protocol, portDNS, portDNS},
			)
		}
	}
	return append(out, webhookRules(webhooks, out)...)
}

// webhookRules open each port once, as AWS refuses the same rule twice, and leave
// out those that are open already. They are named by the port, so that one that two
// share stays when either goes.
func webhookRules(webhooks []Webhook, before []rule) []rule {
	var open []int
	for _, r := range before {
		if r.of == nodes && r.peer == toControlPlane {
			open = append(open, r.from)
		}
	}
	var out []rule
	for _, w := range webhooks {
		if slices.Contains(open, w.Port) {
			continue
		}
		open = append(open, w.Port)
		out = append(out, called(fmt.Sprintf("webhook-%d", w.Port), fmt.Sprintf("The API server calls webhooks on port %d", w.Port), w.Port)...)
	}
	return out
}

// called lets the API server call something on the nodes: both ends of it.
func called(what, description string, port int) []rule {
	return []rule{
		{"control-plane-out-" + what, description, controlPlane, true, toNodes, "tcp", port, port},
		{"nodes-in-" + what, description, nodes, false, toControlPlane, "tcp", port, port},
	}
}
