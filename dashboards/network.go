package dashboards

import (
	"github.com/grafana/grafana-foundation-sdk/go/units"

	"github.com/covetpy/platform/dashboards/cloudwatch"
)

// network shows what goes in and out of nodes, and out to the internet.
func (e Environment) network() sheet {
	out := sheet{
		name: "network", title: "Network", audience: "the platform team",
		description: "Traffic of nodes, and of the NAT gateways that it leaves by.",
		tags:        []string{tagInfrastructure, "network"}, from: "now-6h", refresh: "1m",
		sections: []section{nodeTraffic()},
	}
	if e.NAT {
		out.variables = []variable{e.natVariable()}
		out.sections = append(out.sections, natTraffic(), natTrouble())
	}
	return out
}

func nodeTraffic() section {
	const outside = `device=~"(eth|ens).+"` // not the pods' own, which would count twice
	return section{title: "Nodes", across: 4, panels: []panel{
		{
			title: "Received", unit: units.BytesPerSecondIEC,
			description: "Bytes a second that each node receives.",
			queries:     []query{promql("{{instance}}", "sum by (instance) (rate(node_network_receive_bytes_total{%s}[%s]))", outside, interval)},
		},
		{
			title: "Sent", unit: units.BytesPerSecondIEC,
			description: "Bytes a second that each node sends.",
			queries:     []query{promql("{{instance}}", "sum by (instance) (rate(node_network_transmit_bytes_total{%s}[%s]))", outside, interval)},
		},
		{
			title: "Connections tracked", unit: units.PercentUnit, limits: badFrom(nodeFull), highest: 1,
			description: "Share of the connections that a node's kernel can keep track of. At 100 % new ones are dropped without a word.",
			queries:     []query{promql("{{instance}}", "node_nf_conntrack_entries / node_nf_conntrack_entries_limit")},
		},
		{
			title: "Damaged packets", unit: units.PacketsPerSecond, limits: badFrom(1),
			description: "Packets a second that a node received with an error.",
			queries:     []query{promql("{{instance}}", "sum by (instance) (rate(node_network_receive_errs_total{%s}[%s]))", outside, interval)},
		},
	}}
}

func natGateways() map[string]string {
	return map[string]string{cloudwatch.NATGateway: "$" + variableNAT}
}

func natTraffic() section {
	of, each := natGateways(), dimension(cloudwatch.NATGateway)
	return section{title: "NAT gateways", across: 3, panels: []panel{
		{
			title: "Sent to the internet", unit: units.BytesIEC, shape: areas,
			description: "Bytes a minute that leave through each gateway. Each is paid for: what could go by an endpoint or a cache should.",
			queries:     []query{metric(each, cloudwatch.NATBytesOut, "Sum", of).every(minute)},
		},
		{
			title: "Received from the internet", unit: units.BytesIEC, shape: areas,
			description: "Bytes a minute that come back.",
			queries:     []query{metric(each, cloudwatch.NATBytesIn, "Sum", of).every(minute)},
		},
		{
			title: "Connections", unit: units.Short,
			description: "Connections that are open at a time. One gateway takes 55,000 to each destination for each address that it has.",
			queries:     []query{metric(each, cloudwatch.NATConnections, "Maximum", of).every(minute)},
		},
	}}
}

func natTrouble() section {
	of, each := natGateways(), dimension(cloudwatch.NATGateway)
	return section{title: "NAT gateways, trouble", across: 3, panels: []panel{
		{
			title: "Ports not to be had", unit: units.Short, limits: badFrom(1),
			description: "Connections that failed because the gateway had no port left for the destination. Spread over gateways, or reuse connections.",
			queries:     []query{metric(each, cloudwatch.NATPortErrors, "Sum", of).every(minute)},
		},
		{
			title: "Packets dropped", unit: units.Short, limits: badFrom(1),
			description: "Packets that the gateway dropped. Above zero for long is AWS's to explain.",
			queries:     []query{metric(each, cloudwatch.NATPacketsDropped, "Sum", of).every(minute)},
		},
		{
			title: "Attempts and answers", unit: units.Short,
			description: "Connections that were asked for and that came about. A gap is a destination that does not answer.",
			queries: []query{
				metric("attempts "+each, cloudwatch.NATAttempts, "Sum", of).every(minute),
				metric("established "+each, cloudwatch.NATEstablished, "Sum", of).every(minute),
			},
		},
	}}
}
