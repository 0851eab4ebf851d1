package rds

import (
	"slices"
	"strings"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"

	"github.com/covetpy/platform/sim/kind"
)

const (
	subnetGroupType = "aws:rds/subnetGroup:SubnetGroup"
	subnetType      = "aws:ec2/subnet:Subnet"
)

// subnetGroup keeps its subnets. EC2 does so only while an instance of the group
// has an interface there; a group without instances is no state to stay in.
func subnetGroup() kind.Kind {
	subnets := kind.Subnet("subnetIds[*]")
	subnets.Missing = "InvalidParameterValue: Some input subnets in :[%s] are invalid."
	return kind.Kind{
		Type:     subnetGroupType,
		ID:       named("name", "namePrefix", ""),
		Defaults: kind.Props{"description": kind.Text("Managed by Pulumi")},
		Rules:    func(in kind.Values) []kind.Failure { return conflicts(in, [2]string{"name", "namePrefix"}) },
		Refs:     []kind.Ref{subnets},
		Unique: []kind.Unique{{
			On:    []string{"name"},
			Taken: "DBSubnetGroupAlreadyExists: The DB subnet group '%[1]s' already exists.",
		}},
		Admit: inTurn(admitCoverage, admitSubnetRemoval),
		Outputs: func(w kind.World, d kind.Draft) kind.Props {
			return kind.Props{
				"arn":                   kind.Text(w.ARN("rds", "subgrp:"+d.ID)),
				"name":                  kind.Text(d.ID),
				"supportedNetworkTypes": networkTypes(w, d.In.Texts("subnetIds[*]")),
				"vpcId":                 kind.Text(vpcOf(w, d.In.Texts("subnetIds[*]"))),
			}
		},
		InUse: "InvalidDBSubnetGroupStateFault: Cannot delete the subnet group '%[1]s' because at least one database cluster: %[2]s is still using it.",
	}
}

func admitCoverage(w kind.World, d kind.Draft) error {
	subnets := d.In.Texts("subnetIds[*]")
	zones := zonesOf(w, subnets)
	switch {
	case len(subnets) == 0:
		return kind.Say("InvalidSubnet: Subnet IDs are required.")
	case !sameVPC(w, subnets):
		return kind.Say("InvalidSubnet: The requested subnets are not all in the same VPC.")
	case len(zones) < 2:
		return kind.Say("DBSubnetGroupDoesNotCoverEnoughAZs: The DB subnet group doesn't meet Availability Zone (AZ) coverage requirement. Current AZ coverage: %s. Add subnets to cover at least 2 AZs.",
			strings.Join(zones, ", "))
	case d.Old != nil && vpcOf(w, subnets) != last(d).Text("vpcId"):
		return kind.Say("InvalidParameterValue: The new Subnets are not in the same Vpc as the existing subnet group")
	}
	return nil
}

// admitSubnetRemoval keeps the subnets of zones that have instances.
func admitSubnetRemoval(w kind.World, d kind.Draft) error {
	if d.Old == nil {
		return nil
	}
	stay, zones := d.In.Texts("subnetIds[*]"), zonesOf(w, d.In.Texts("subnetIds[*]"))
	for _, home := range w.Users(clusterType, *d.Old) {
		for _, instance := range w.Users(clusterInstanceType, home) {
			zone := kind.Values{Props: instance.Outputs}.Text("availabilityZone")
			for _, subnet := range last(d).Texts("subnetIds[*]") {
				if !slices.Contains(stay, subnet) && zoneOf(w, subnet) == zone && !slices.Contains(zones, zone) {
					return kind.Say("SubnetAlreadyInUse: Some of the subnets to be deleted are currently in use: %s.", subnet)
				}
			}
		}
	}
	return nil
}

func zoneOf(w kind.World, subnet string) string {
	return outputsOf(w, subnetType, subnet).Text("availabilityZone")
}

// zonesOf are the zones of subnets, sorted.
func zonesOf(w kind.World, subnets []string) []string {
	var zones []string
	for _, id := range subnets {
		zones = append(zones, zoneOf(w, id))
	}
	slices.Sort(zones)
	return slices.Compact(zones)
}

// vpcOf is the VPC of the first subnet.
func vpcOf(w kind.World, subnets []string) string {
	if len(subnets) == 0 {
		return ""
	}
	return outputsOf(w, subnetType, subnets[0]).Text("vpcId")
}

func sameVPC(w kind.World, subnets []string) bool {
	return !slices.ContainsFunc(subnets, func(id string) bool { return vpcOf(w, []string{id}) != vpcOf(w, subnets) })
}

// networkTypes are both only where every subnet has addresses of both families.
func networkTypes(w kind.World, subnets []string) resource.PropertyValue {
	for _, id := range subnets {
		if outputsOf(w, subnetType, id).Text("ipv6CidrBlock") == "" {
			return kind.Texts("IPV4")
		}
	}
	return kind.Texts("DUAL", "IPV4")
}

// groupHome is the VPC of a security group, its default one included.
func groupHome(w kind.World, id string) string {
	if found, ok := w.Find("aws:ec2/securityGroup:SecurityGroup", "id", id); ok {
		return kind.Values{Props: found.Outputs}.Text("vpcId")
	}
	if found, ok := w.Find("aws:eks/cluster:Cluster", "vpcConfig.clusterSecurityGroupId", id); ok {
		return kind.Values{Props: found.Outputs}.Text("vpcConfig.vpcId")
	}
	found, _ := w.Find("aws:ec2/vpc:Vpc", "defaultSecurityGroupId", id)
	return found.ID
}

// defaultGroups is the VPC's own security group, which is taken where none is
// named.
func defaultGroups(w kind.World, vpc string) resource.PropertyValue {
	return kind.Texts(outputsOf(w, "aws:ec2/vpc:Vpc", vpc).Text("defaultSecurityGroupId"))
}
