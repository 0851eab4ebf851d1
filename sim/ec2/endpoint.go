package ec2

import (
	"fmt"
	"slices"

	"github.com/covetpy/platform/sim"
	"github.com/covetpy/platform/sim/kind"
)

const endpointType = "aws:ec2/vpcEndpoint:VpcEndpoint"

// openPolicy is what EC2 gives an endpoint that comes without one.
const openPolicy = `{"Statement":[{"Action":"*","Effect":"Allow","Principal":"*","Resource":"*"}],"Version":"2008-10-17"}`

func endpoint() kind.Kind {
	return kind.Kind{
		Type:     endpointType,
		ID:       kind.Hashed("vpce-"),
		Defaults: kind.Props{"vpcEndpointType": kind.Text("Gateway")},
		Checks: map[string]kind.Check{
			"policy": kind.JSON(20480),
		},
		Rules: func(in kind.Values) []kind.Failure {
			return exactlyOne(in, "serviceName", "resourceConfigurationArn", "serviceNetworkArn")
		},
		Refs: []kind.Ref{
			kind.VPC("vpcId"),
			kind.Subnet("subnetIds[*]"),
			kind.SecurityGroup("securityGroupIds[*]"),
			loose(anyRouteTable("routeTableIds[*]")), // the table takes its line along
		},
		Admit:   admitEndpoint,
		Outputs: endpointOutputs,
	}
}

func admitEndpoint(w kind.World, d kind.Draft) error {
	name, typ := d.In.Text("serviceName"), d.In.Text("vpcEndpointType")
	if name == "" {
		return nil // a resource or a service network, of another service
	}
	service, ok := serviceNamed(name, d.In.Or("serviceRegion", w.Region))
	if !ok {
		return kind.Say("InvalidServiceName: The Vpc Endpoint Service '%s' does not exist", name)
	}
	if !slices.Contains(service.types, typ) {
		return kind.Say("InvalidParameter: Endpoint type (%s) does not match available service types (%s).", typ, fmt.Sprint(service.types))
	}
	home, ok := w.Find(vpcType, "id", d.In.Text("vpcId"))
	if !ok {
		return nil // gone behind its back: the update itself is still possible
	}
	if typ == "Gateway" {
		return admitGatewayEndpoint(w, d, home)
	}
	return admitInterfaceEndpoint(w, d, home, service)
}

// admitGatewayEndpoint adds a line to route tables, which have one for each
// service.
func admitGatewayEndpoint(w kind.World, d kind.Draft, home sim.Object) error {
	for _, refused := range []string{"subnetIds", "securityGroupIds"} {
		if d.In.Has(refused + "[*]") {
			return kind.Say("InvalidParameter: %s are not applicable to endpoints of type Gateway", refused)
		}
	}
	if d.In.Flag("privateDnsEnabled") {
		return kind.Say("InvalidParameter: PrivateDnsEnabled is not applicable to endpoints of type Gateway")
	}
	for _, table := range d.In.Texts("routeTableIds[*]") {
		if homeOrDefault(w, routeTableType, "defaultRouteTableId", table) != home.ID {
			return kind.Say("InvalidParameter: Route table %s does not belong to VPC %s", table, home.ID)
		}
		for _, other := range w.Users(endpointType, home) {
			held := kind.Values{Props: other.Inputs}
			if other.ID != d.ID && held.Text("serviceName") == d.In.Text("serviceName") && slices.Contains(held.Texts("routeTableIds[*]"), table) {
				return kind.Say("RouteAlreadyExists: route table %s already has a route with destination-prefix-list-id %s", table, prefixList(d.In.Text("serviceName")))
			}
		}
	}
	return nil
}

func admitInterfaceEndpoint(w kind.World, d kind.Draft, home sim.Object, service endpointService) error {
	if d.In.Has("routeTableIds[*]") {
		return kind.Say("InvalidParameter: RouteTableIds are not applicable to endpoints of type %s", d.In.Text("vpcEndpointType"))
	}
	zones := map[string]bool{}
	for _, id := range d.In.Texts("subnetIds[*]") {
		member, _ := w.Find(subnetType, "id", id)
		at := kind.Values{Props: member.Outputs}
		zone := at.Text("availabilityZoneId")
		switch {
		case at.Text("vpcId") != home.ID:
			return kind.Say("InvalidParameter: Subnet %s does not belong to VPC %s", id, home.ID)
		case zones[zone]:
			return kind.Say("DuplicateSubnetsInSameZone: Found another VPC endpoint subnet in the availability zone of %s. VPC endpoint subnets should be in different availability zones supported by the VPC endpoint service.", id)
		}
		zones[zone] = true
	}
	for _, group := range d.In.Texts("securityGroupIds[*]") {
		if groupHome(w, group) != home.ID {
			return kind.Say("InvalidParameter: Security group %s and VPC %s belong to different networks.", group, home.ID)
		}
	}
	return admitPrivateDNS(w, d, home, service)
}

// admitPrivateDNS lets one endpoint of a VPC answer to a service's own name.
func admitPrivateDNS(w kind.World, d kind.Draft, home sim.Object, service endpointService) error {
	if !d.In.Flag("privateDnsEnabled") {
		return nil
	}
	if network := (kind.Values{Props: home.Outputs}); !network.Flag("enableDnsSupport") || !network.Flag("enableDnsHostnames") {
		return kind.Say("InvalidParameter: Enabling private DNS requires both enableDnsSupport and enableDnsHostnames VPC attributes set to true for %s", home.ID)
	}
	for _, other := range w.Users(endpointType, home) {
		held := kind.Values{Props: other.Inputs}
		if other.ID != d.ID && held.Flag("privateDnsEnabled") && held.Text("serviceName") == d.In.Text("serviceName") {
			return kind.Say("InvalidParameter: private-dns-enabled cannot be set because there is already a conflicting DNS domain for %s in the VPC %s", service.domain(w.Region), home.ID)
		}
	}
	return nil
}
