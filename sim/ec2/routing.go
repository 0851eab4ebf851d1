package ec2

import (
	"net/netip"
	"slices"
	"strings"

	"github.com/covetpy/platform/sim/kind"
)

// What routes have in common, whether they are resources of their own or lines
// of a table.

// targets are the properties of which a route has one.
func targets() []string {
	return []string{
		"carrierGatewayId", "coreNetworkArn", "egressOnlyGatewayId", "gatewayId", "instanceId", "localGatewayId",
		"natGatewayId", "networkInterfaceId", "transitGatewayId", "vpcEndpointId", "vpcPeeringConnectionId",
	}
}

// lineDestinations and routeDestinations are where a route leads to, in a table
// and on its own.
func lineDestinations() []string {
	return []string{"cidrBlock", "ipv6CidrBlock", "destinationPrefixListId"}
}

func routeDestinations() []string {
	return []string{"destinationCidrBlock", "destinationIpv6CidrBlock", "destinationPrefixListId"}
}

// gateways are the targets that live in this cloud; every other one is a value
// from outside. A route does not keep its target: without it, it is a black hole.
func gateways(prefix string) []kind.Ref {
	outside := func(value string) bool {
		return strings.HasPrefix(value, "vgw-") || prefix != "" && value == "local"
	}
	return []kind.Ref{
		loose(kind.Ref{
			Path: prefix + "gatewayId", To: []kind.Target{{Type: internetGatewayType, By: "id"}}, External: outside,
			Missing: "InvalidGatewayID.NotFound: The gateway ID '%s' does not exist",
		}),
		loose(kind.Ref{
			Path: prefix + "egressOnlyGatewayId", To: []kind.Target{{Type: egressOnlyGatewayType, By: "id"}},
			Missing: "InvalidGatewayID.NotFound: The eigw ID '%s' does not exist",
		}),
		loose(kind.Ref{
			Path: prefix + "natGatewayId", To: []kind.Target{{Type: natGatewayType, By: "id"}},
			Missing: "InvalidNatGatewayID.NotFound: The natGateway ID '%s' does not exist",
		}),
		loose(kind.Ref{
			Path: prefix + "vpcEndpointId", To: []kind.Target{{Type: endpointType, By: "id"}},
			Missing: "InvalidVpcEndpointId.NotFound: The Vpc Endpoint Id '%s' does not exist",
		}),
	}
}

// destination is a route's destination, as EC2 compares them.
func destination(line kind.Values, paths []string) string {
	for _, path := range paths {
		if to := line.Text(path); to != "" {
			if p, err := netip.ParsePrefix(to); err == nil {
				return p.Masked().String()
			}
			return to
		}
	}
	return ""
}

// admitRoute refuses targets that a table can't lead to.
func admitRoute(w kind.World, table, home, to string, line kind.Values) error {
	for path, typ := range map[string]string{
		"gatewayId": internetGatewayType, "egressOnlyGatewayId": egressOnlyGatewayType,
		"natGatewayId": natGatewayType, "vpcEndpointId": endpointType,
	} {
		gateway := line.Text(path)
		if there := homeOf(w, typ, gateway); gateway != "" && gateway != "local" && !strings.HasPrefix(gateway, "vgw-") && there != home {
			return kind.Say("InvalidParameterValue: route table %s and network gateway %s belong to different networks", table, gateway)
		}
	}
	return admitDestination(w, home, to, line)
}

// admitDestination refuses to lead the VPC's own addresses out of it.
func admitDestination(w kind.World, home, to string, line kind.Values) error {
	block, err := netip.ParsePrefix(to)
	if err != nil || !strings.HasPrefix(line.Text("gatewayId"), "igw-") {
		return nil //nolint:nilerr // a prefix list, or a target that may take them
	}
	network, _ := w.Find(vpcType, "id", home)
	inside := slices.ContainsFunc(rangesOf(w, network), func(p netip.Prefix) bool {
		return p.Bits() <= block.Bits() && p.Contains(block.Addr())
	})
	if inside {
		return kind.Say("InvalidParameterValue: The destination CIDR block %s is equal to or more specific than one of this VPC's CIDR blocks. This route can target only an interface or an instance.", to)
	}
	return nil
}
