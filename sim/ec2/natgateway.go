package ec2

import (
	"fmt"
	"slices"

	"github.com/covetpy/platform/sim/kind"
)

const natGatewayType = "aws:ec2/natGateway:NatGateway"

func natGateway() kind.Kind {
	return kind.Kind{
		Type:     natGatewayType,
		ID:       kind.Hashed("nat-"),
		Defaults: kind.Props{"connectivityType": kind.Text("public")},
		Rules:    natGatewayRules,
		Refs: []kind.Ref{
			kind.Subnet("subnetId"),
			kind.VPC("vpcId"),
			elasticIPRef("allocationId"),
			elasticIPRef("secondaryAllocationIds[*]"),
			elasticIPRef("availabilityZoneAddresses[*].allocationIds[*]"),
		},
		Admit:   admitNATGateway,
		Outputs: natGatewayOutputs,
	}
}

// natGatewayRules say which inputs go together. Source: CreateNatGateway in the
// EC2 API reference and the provider's own checks.
func natGatewayRules(in kind.Values) []kind.Failure {
	required, refused := []string{"subnetId"}, []string{"availabilityZoneAddresses"}
	why := `availabilityMode = "zonal"`
	switch {
	case in.Text("availabilityMode") == "regional":
		required = []string{"vpcId"}
		refused = []string{"subnetId", "allocationId", "secondaryAllocationIds", "privateIp"}
		why = `availabilityMode = "regional"`
	case in.Text("connectivityType") == "private":
		refused = append(refused, "allocationId", "secondaryAllocationIds")
		why = `connectivityType = "private"`
	default:
		required = append(required, "allocationId")
		refused = append(refused, "secondaryPrivateIpAddressCount")
	}
	var failures []kind.Failure
	for _, path := range required {
		if !in.Has(path) {
			failures = append(failures, kind.Failure{Path: path, Reason: fmt.Sprintf("%q is required with %s", path, why)})
		}
	}
	for _, path := range refused {
		if in.Has(path) {
			failures = append(failures, kind.Failure{Path: path, Reason: fmt.Sprintf("%s is not supported with %s", path, why)})
		}
	}
	return failures
}

// admitNATGateway refuses what makes a new gateway fail, and a new address of
// an old one.
func admitNATGateway(w kind.World, d kind.Draft) error {
	home := natHome(w, d.In)
	if d.Old == nil && d.In.Text("connectivityType") == "public" && !attached(w, home) {
		return kind.Say("Gateway.NotAttached: Network %s has no Internet gateway attached", home)
	}
	for _, allocation := range allocationsOf(d.In) {
		address, ok := w.Find(elasticIPType, "id", allocation)
		if !ok {
			continue
		}
		for _, holder := range w.Users(natGatewayType, address) {
			if holder.ID != d.ID {
				return kind.Say("Resource.AlreadyAssociated: Elastic IP address [%s] is already associated", allocation)
			}
		}
	}
	return nil
}

func natHome(w kind.World, in kind.Values) string {
	return in.Or("vpcId", homeOf(w, subnetType, in.Text("subnetId")))
}

func allocationsOf(in kind.Values) []string {
	return slices.Concat(
		in.Texts("allocationId"),
		in.Texts("secondaryAllocationIds[*]"),
		in.Texts("availabilityZoneAddresses[*].allocationIds[*]"),
	)
}
