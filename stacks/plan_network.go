package stacks

import (
	"slices"

	"github.com/covetpy/platform/components/network"
	"github.com/covetpy/platform/infra/config"
	"github.com/covetpy/platform/infra/naming"
)

// networkArgs derives the endpoints from what is installed, and from what
// applications use.
func networkArgs(names naming.Scope, p *plan, c config.Config, zones []string, clusterName string) network.Args {
	n := c.Network
	args := network.Args{
		Names: names, Where: p.where, Protect: c.Protect, ClusterName: clusterName,
		CIDR: n.CIDR, ZoneIDs: zones, NAT: network.NATMode(n.NAT),
		PodCIDR: n.PodCIDR, IPv6: n.IPv6, Peers: n.Peers,
		BlockPublicAccess: network.BlockPublicAccess(n.BlockPublicAccess),
	}
	args.Endpoints = endpointsOfUses(c)
	if n.InterfaceEndpoints {
		for _, service := range p.cluster.Endpoints() {
			args.Endpoints = append(args.Endpoints, network.EndpointService(service))
		}
		slices.Sort(args.Endpoints)
		args.Endpoints = slices.Compact(args.Endpoints) // Karpenter has a queue, too
	}
	if n.FlowLogs != nil {
		args.FlowLogs = &network.FlowLogs{
			Destination:   network.FlowLogDestination(n.FlowLogs.Destination),
			Traffic:       network.Traffic(n.FlowLogs.Traffic),
			RetentionDays: int(n.FlowLogs.RetentionDays),
			KeyARN:        later,
		}
	}
	if n.DNSFirewall != nil {
		args.DNSFirewall = &network.DNSFirewall{
			Action:                network.FirewallAction(n.DNSFirewall.Action),
			Lists:                 map[network.ManagedList]string{},
			QueryLogRetentionDays: int(n.DNSFirewall.QueryLogRetentionDays),
			KeyARN:                later,
		}
		for list, id := range n.DNSFirewall.Lists {
			args.DNSFirewall.Lists[network.ManagedList(list)] = id
		}
	}
	return args
}
