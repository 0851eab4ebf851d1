package ec2

import (
	"fmt"
	"hash/crc32"
	"slices"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"

	"github.com/covetpy/platform/sim/kind"
)

// prefixList is the id of the list of a service's addresses in a region.
func prefixList(serviceName string) string {
	return fmt.Sprintf("pl-%08x", crc32.ChecksumIEEE([]byte(serviceName)))
}

func endpointOutputs(w kind.World, d kind.Draft) kind.Props {
	out := kind.Props{}
	if d.Old == nil {
		out = kind.Props{
			"arn":                 kind.Text(w.ARN("ec2", "vpc-endpoint/"+d.ID)),
			"cidrBlocks":          kind.List(),
			"dnsEntries":          kind.List(),
			"networkInterfaceIds": kind.List(),
			"ownerId":             kind.Text(w.Account()),
			"prefixListId":        kind.Text(""),
			"requesterManaged":    kind.Flag(false),
			"state":               kind.Text("available"),
		}
	}
	if !d.In.Has("policy") {
		out["policy"] = kind.Text(openPolicy)
	}
	switch {
	case d.In.Text("vpcEndpointType") != "Gateway":
		interfaces(w, d, out)
	case d.Old == nil:
		out["prefixListId"] = kind.Text(prefixList(d.In.Text("serviceName")))
		out["cidrBlocks"] = kind.Texts(publicAddress(w) + "/32")
	}
	return out
}

// interfaces are an endpoint's network interfaces, one a subnet, and its names.
func interfaces(w kind.World, d kind.Draft, out kind.Props) {
	if !d.In.Has("securityGroupIds") {
		home, _ := w.Find(vpcType, "id", d.In.Text("vpcId"))
		out["securityGroupIds"] = kind.Texts(kind.Values{Props: home.Outputs}.Text("defaultSecurityGroupId"))
	}
	var cards []string
	if d.Old != nil {
		cards = kind.Values{Props: d.Old.Outputs}.Texts("networkInterfaceIds[*]")
	}
	members := d.In.Texts("subnetIds[*]")
	if d.Old == nil || !slices.Equal(members, kind.Values{Props: d.Old.Inputs}.Texts("subnetIds[*]")) {
		cards = nil
		for range members {
			cards = append(cards, w.NewID("eni-"))
		}
	}
	out["networkInterfaceIds"] = kind.Texts(cards...)
	if service, ok := serviceNamed(d.In.Text("serviceName"), d.In.Or("serviceRegion", w.Region)); ok {
		out["dnsEntries"] = dnsEntries(w.Region, d, service)
	}
}

func dnsEntries(region string, d kind.Draft, service endpointService) resource.PropertyValue {
	named := func(name string) resource.PropertyValue {
		return kind.Nested(kind.Props{
			"dnsName":      kind.Text(name),
			"hostedZoneId": kind.Text("Z" + hashcode(region+service.name)),
		})
	}
	entries := []resource.PropertyValue{named(d.ID + "-" + hashcode(d.ID) + "." + service.domain(region+".vpce"))}
	if d.In.Flag("privateDnsEnabled") {
		entries = append(entries, named(service.domain(region)))
	}
	return kind.List(entries...)
}
