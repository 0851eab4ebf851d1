package tests

import (
	"maps"
	"net/netip"
	"slices"
	"strings"
	"testing"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"github.com/stretchr/testify/require"

	"github.com/covetpy/platform/components/cluster"
	"github.com/covetpy/platform/infra/config"
	"github.com/covetpy/platform/internal/engine"
)

// TestTheNetworkIsShut brings every environment up and looks for ways in and out
// that nobody meant.
func TestTheNetworkIsShut(t *testing.T) {
	t.Parallel()
	for _, name := range environments(t) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			// Everything on that opens something.
			w := newWorld(t, name).with(func(c *config.Config) {
				c.Network.IPv6 = true
				c.Network.PodCIDR = new(netip.MustParsePrefix("100.64.0.0/16"))
			})
			w.run(engine.OpUp)
			w.dataStaysInside()
			w.onlyThePublicTierIsOpen()
			w.endpointsAreDerived()
		})
	}
}

// dataStaysInside demands that the data tier's subnets have a table of their own
// in which no route but the VPC's own stands.
func (w *world) dataStaysInside() {
	w.t.Helper()
	table := w.one("aws:ec2/routeTable:RouteTable", "network-data")
	require.Equal(w.t, resource.NewNullProperty(), at(table.Inputs, "routes"))
	routed := map[string]bool{}
	for _, r := range w.ofType("aws:ec2/route:Route") {
		routed[text(r.Inputs, "routeTableId")] = true
	}
	require.NotEmpty(w.t, routed)
	require.NotContains(w.t, routed, string(table.ID))
	used := map[string]string{}
	for _, r := range w.ofType("aws:ec2/routeTableAssociation:RouteTableAssociation") {
		used[text(r.Inputs, "subnetId")] = text(r.Inputs, "routeTableId")
	}
	data := 0
	for _, r := range w.ofType(subnetType) {
		if strings.HasPrefix(r.URN.Name(), "network-data-") {
			data++
			require.Equal(w.t, string(table.ID), used[string(r.ID)], r.URN)
		}
	}
	require.Equal(w.t, w.loaded.Config.Network.Zones, data)
	for _, r := range w.ofType(endpointType) {
		require.NotContains(w.t, texts(r.Inputs, "routeTableIds"), string(table.ID), r.URN)
	}
}

// anyone are the ranges that hold the internet.
var anyone = []string{"0.0.0.0/0", "::/0"}

// onlyThePublicTierIsOpen demands that the internet can begin a connection with
// nothing but the public tier, and there on 80 and 443. Replies come back to high
// ports, which network ACLs, having no memory, can't tell from it: security
// groups do, and none of them admits the internet but the load balancer's.
func (w *world) onlyThePublicTierIsOpen() {
	w.t.Helper()
	front := texts(w.ofType(loadBalancerType)[0].Inputs, "securityGroups")
	require.Len(w.t, front, 1)
	open := map[string][]float64{}
	for _, r := range w.ofType(ingressRuleType) {
		for _, from := range []string{text(r.Inputs, "cidrIpv4"), text(r.Inputs, "cidrIpv6")} {
			if slices.Contains(anyone, from) {
				require.Equal(w.t, at(r.Inputs, "fromPort"), at(r.Inputs, "toPort"), r.URN)
				require.Equal(w.t, front[0], text(r.Inputs, "securityGroupId"), r.URN)
				open[from] = append(open[from], at(r.Inputs, "fromPort").NumberValue())
			}
		}
	}
	require.Len(w.t, open, len(anyone), "IPv4 and, as it is on, IPv6")
	for from, ports := range open {
		require.ElementsMatch(w.t, []float64{80, 443}, ports, from)
	}
	require.Empty(w.t, w.ofType("aws:ec2/securityGroupRule:SecurityGroupRule"))
	for _, r := range append(w.ofType(groupType), w.ofType("aws:ec2/defaultSecurityGroup:DefaultSecurityGroup")...) {
		inline := at(r.Inputs, "ingress")
		require.True(w.t, inline.IsNull() || len(inline.ArrayValue()) == 0, r.URN)
	}

	const firstReply, firstPrivateReply, last = 1024, 32768, 65535
	type ports struct {
		protocol string
		from, to int
	}
	icmp, tcp, udp, icmp6 := "1", "6", "17", "58"
	replies := func(from int) []ports {
		return []ports{{tcp, from, last}, {udp, from, last}, {icmp, 0, 0}, {tcp, from, last}, {udp, from, last}, {icmp6, 0, 0}}
	}
	web := []ports{{tcp, 80, 80}, {tcp, 443, 443}, {tcp, 80, 80}, {tcp, 443, 443}}
	want := map[string][]ports{
		"network-public":  append(web, replies(firstReply)...),
		"network-private": replies(firstPrivateReply),
		"network-data":    nil,
		"network-default": nil,
	}
	got := map[string][]ports{}
	for _, r := range append(w.ofType("aws:ec2/networkAcl:NetworkAcl"), w.ofType("aws:ec2/defaultNetworkAcl:DefaultNetworkAcl")...) {
		got[r.URN.Name()] = nil
		for _, rule := range at(r.Inputs, "ingress").ArrayValue() {
			in := rule.ObjectValue()
			if slices.Contains(anyone, text(in, "cidrBlock")) || slices.Contains(anyone, text(in, "ipv6CidrBlock")) {
				got[r.URN.Name()] = append(got[r.URN.Name()], ports{
					text(in, "protocol"), int(at(in, "fromPort").NumberValue()), int(at(in, "toPort").NumberValue()),
				})
			}
		}
	}
	require.Len(w.t, got, len(want))
	for name := range want {
		require.ElementsMatch(w.t, want[name], got[name], name)
	}
}

// endpointsOf lists the endpoints of just what the cluster, its services and the
// applications call, each once.
func endpointsOf(c config.Config) []string {
	want := map[string]bool{}
	if len(c.Queues) > 0 {
		// Pods call queues, and their policies let them out to endpoints alone, so
		// that this one stands where the others do not.
		want["sqs"] = true
	}
	if c.Services.ExternalSecrets != nil {
		want["secretsmanager"] = true // the operator is a pod, too
	}
	if c.Network.InterfaceEndpoints {
		args := cluster.Args{Karpenter: &cluster.Karpenter{}}
		for _, a := range c.Cluster.Addons.Optional {
			args.Addons.Optional = append(args.Addons.Optional, cluster.Addon(a))
		}
		for _, service := range args.Endpoints() {
			want[service] = true
		}
		if c.Services.LoadBalancerController != nil {
			want["ec2"], want["elasticloadbalancing"] = true, true
		}
		if c.Services.SecretsDriver != nil || len(c.Secrets) > 0 {
			want["secretsmanager"] = true
		}
	}
	return slices.Sorted(maps.Keys(want))
}

// endpointsAreDerived demands those endpoints, with names that lead to them.
func (w *world) endpointsAreDerived() {
	w.t.Helper()
	c := w.loaded.Config
	var got, gateways []string
	for _, r := range w.ofType(endpointType) {
		service := strings.TrimPrefix(text(r.Inputs, "serviceName"), "com.amazonaws."+c.Region+".")
		if text(r.Inputs, "vpcEndpointType") == "Gateway" {
			gateways = append(gateways, service)
			continue
		}
		got = append(got, service)
		require.True(w.t, at(r.Inputs, "privateDnsEnabled").BoolValue(), r.URN)
		require.Len(w.t, texts(r.Inputs, "subnetIds"), c.Network.Zones, r.URN)
	}
	require.NotNil(w.t, c.Cluster.Karpenter)
	require.ElementsMatch(w.t, endpointsOf(c), got)
	require.ElementsMatch(w.t, []string{"s3", "dynamodb"}, gateways)
}

// TestPartsOfTheNetworkComeAndGo turns each part of the network on and off again
// in dev, with the invariants on. What was there before stays where it is.
func TestPartsOfTheNetworkComeAndGo(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		on   func(*config.Network)
		made []string             // types of which there is more when it is on
		from func(*config.Config) // what dev is before, where that is not its file; nil for its file
	}{
		// The first endpoint brings the group of all of them. Dev's queue has one
		// already, so that the group comes only where there is no queue.
		"interface endpoints": {
			on:   func(n *config.Network) { n.InterfaceEndpoints = true },
			made: []string{endpointType, groupType},
			from: func(c *config.Config) { c.Apps, c.Queues = map[string]config.App{}, map[string]config.Queue{} },
		},
		"interface endpoints beside that of queues": {
			on: func(n *config.Network) { n.InterfaceEndpoints = true }, made: []string{endpointType},
		},
		"a range for pods": {
			on:   func(n *config.Network) { n.PodCIDR = new(netip.MustParsePrefix("100.64.0.0/16")) },
			made: []string{subnetType, "aws:ec2/vpcIpv4CidrBlockAssociation:VpcIpv4CidrBlockAssociation"},
		},
		"IPv6": {
			on:   func(n *config.Network) { n.IPv6 = true },
			made: []string{"aws:ec2/egressOnlyInternetGateway:EgressOnlyInternetGateway", "aws:ec2/route:Route"},
		},
		"flow logs in S3": {
			on: func(n *config.Network) {
				n.FlowLogs = &config.FlowLogs{Destination: config.ToS3, Traffic: config.AllTraffic, RetentionDays: 30}
			},
			made: []string{bucketType},
		},
		"the DNS firewall": {
			on: func(n *config.Network) {
				n.DNSFirewall = &config.DNSFirewall{
					Action: config.Block, QueryLogRetentionDays: 30,
					Lists: map[config.ManagedList]string{config.MalwareList: "rslvr-fdl-0123456789abcdef", config.BotnetList: "rslvr-fdl-fedcba9876543210"},
				}
			},
			made: []string{"aws:route53/resolverFirewallRule:ResolverFirewallRule", logGroupType},
		},
		"Block Public Access": {
			on:   func(n *config.Network) { n.BlockPublicAccess = config.BlockIngress },
			made: []string{"aws:ec2/vpcBlockPublicAccessOptions:VpcBlockPublicAccessOptions"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, "dev")
			if c.from != nil {
				w = w.with(c.from)
			}
			w.run(engine.OpUp)
			before := w.resources()
			on := w.with(func(config *config.Config) { c.on(&config.Network) })
			on.up()
			on.keeps(before)
			for _, token := range c.made {
				require.Greater(t, len(on.ofType(token)), count(before, token), token)
			}
			w.up()
			w.keeps(before)
			require.Len(t, w.resources(), len(before))
			w.gone()
		})
	}
}

// keeps demands that the network's VPC, its subnets and the cluster are the ones
// that they were.
func (w *world) keeps(before []engine.Resource) {
	w.t.Helper()
	ids := map[resource.URN]resource.ID{}
	for _, r := range w.resources() {
		ids[r.URN] = r.ID
	}
	for _, r := range before {
		if slices.Contains([]string{vpcType, subnetType, clusterType, nodeGroupType}, string(r.URN.Type())) {
			require.Equal(w.t, r.ID, ids[r.URN], r.URN)
		}
	}
}

func count(resources []engine.Resource, token string) int {
	n := 0
	for _, r := range resources {
		if string(r.URN.Type()) == token {
			n++
		}
	}
	return n
}
