package ec2

import (
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"

	"github.com/covetpy/platform/sim/kind"
)

func natGatewayOutputs(w kind.World, d kind.Draft) kind.Props {
	if d.Old != nil {
		return nil
	}
	out := kind.Props{
		"associationId": kind.Text(""), "autoProvisionZones": kind.Text(""), "autoScalingIps": kind.Text(""),
		"availabilityMode":            kind.Text(d.In.Or("availabilityMode", "zonal")),
		"networkInterfaceId":          kind.Text(""),
		"publicIp":                    kind.Text(""),
		"regionalNatGatewayAddresses": kind.List(),
		"regionalNatGatewayAutoMode":  kind.Text(""),
		"routeTableId":                kind.Text(""),
		"vpcId":                       kind.Text(natHome(w, d.In)),
	}
	if d.In.Text("availabilityMode") == "regional" {
		spread(w, d.In, out)
		return out
	}
	out["networkInterfaceId"] = kind.Text(w.NewID("eni-"))
	if !d.In.Has("privateIp") {
		out["privateIp"] = kind.Text(privateAddress(w, d.In.Text("subnetId")))
	}
	if address, ok := w.Find(elasticIPType, "id", d.In.Text("allocationId")); ok {
		out["associationId"] = kind.Text(w.NewID("eipassoc-"))
		out["publicIp"] = address.Outputs["publicIp"]
	}
	return out
}

// spread sets what a regional gateway has: a route table of its own and, where
// AWS chooses, addresses only in zones where it finds network interfaces, so
// none at first.
func spread(w kind.World, in kind.Values, out kind.Props) {
	automatic := "enabled"
	if in.Has("availabilityZoneAddresses") {
		automatic = "disabled"
	}
	for _, output := range []string{"autoProvisionZones", "autoScalingIps", "regionalNatGatewayAutoMode"} {
		out[resource.PropertyKey(output)] = kind.Text(automatic)
	}
	out["routeTableId"] = kind.Text(w.NewID("rtb-"))
	var addresses []resource.PropertyValue
	for _, zone := range in.Objects("availabilityZoneAddresses[*]") {
		for _, allocation := range zone.Texts("allocationIds[*]") {
			address, _ := w.Find(elasticIPType, "id", allocation)
			addresses = append(addresses, kind.Nested(kind.Props{
				"allocationId":       kind.Text(allocation),
				"associationId":      kind.Text(w.NewID("eipassoc-")),
				"availabilityZone":   kind.Text(zone.Text("availabilityZone")),
				"availabilityZoneId": kind.Text(zone.Text("availabilityZoneId")),
				"networkInterfaceId": kind.Text(w.NewID("eni-")),
				"publicIp":           kind.Text(kind.Values{Props: address.Outputs}.Text("publicIp")),
				"status":             kind.Text("succeeded"),
			}))
		}
	}
	out["regionalNatGatewayAddresses"] = kind.List(addresses...)
}
