package stacks

import (
	"maps"
	"slices"

	"github.com/covetpy/platform/components/network"
	"github.com/covetpy/platform/infra/config"
	"github.com/covetpy/platform/infra/naming"
)

// networkArgs leaves the endpoints for when it is known what is installed.
func networkArgs(names naming.Scope, p *plan, c config.Config, zones []string, clusterName string) network.Args {
	n := c.Network
	args := network.Args{
		Names: names, Where: p.where, Protect: c.Protect, ClusterName: clusterName,
		CIDR: n.CIDR, ZoneIDs: zones, NAT: network.NATMode(n.NAT),
		PodCIDR: n.PodCIDR, IPv6: n.IPv6, Peers: n.Peers,
		BlockPublicAccess: network.BlockPublicAccess(n.BlockPublicAccess),
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

// endpoints are the interface endpoints of what is installed, and of what
// applications use. Where the others go over NAT, those stay that network policies
// let pods out to, which know ranges and not AWS.
func (p *plan) endpoints(c config.Config) []network.EndpointService {
	set := map[network.EndpointService]bool{}
	for _, service := range endpointsOfUses(c) {
		set[service] = true
	}
	if p.services.ExternalSecrets != nil || p.services.KEDA != nil && len(p.services.KEDA.Secrets) > 0 {
		set[secretsEndpoint] = true
	}
	if c.Network.InterfaceEndpoints {
		for _, service := range slices.Concat(p.cluster.Endpoints(), p.services.Endpoints()) {
			set[network.EndpointService(service)] = true
		}
	}
	return slices.Sorted(maps.Keys(set))
}
