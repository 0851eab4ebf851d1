package rds

import (
	"slices"
	"strings"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"

	"github.com/covetpy/platform/sim/kind"
)

// storageZones is in how many zones Aurora keeps its storage.
const storageZones = 3

// admitNetwork asks for a subnet group, which an account without a default VPC
// has to name, and for security groups of its VPC.
func admitNetwork(w kind.World, d kind.Draft) error {
	group := now(d, "dbSubnetGroupName")
	if group == "" {
		return kind.Say("DBSubnetGroupNotFoundFault: DB subnet group 'default' does not exist.")
	}
	home := outputsOf(w, subnetGroupType, group)
	for _, id := range d.In.Texts("vpcSecurityGroupIds[*]") {
		if groups := groupHome(w, id); groups != home.Text("vpcId") {
			return kind.Say("InvalidParameterCombination: The DB instance and EC2 security group are in different VPCs. The DB instance is in %s and the EC2 security group is in %s",
				home.Text("vpcId"), groups)
		}
	}
	if d.In.Text("networkType") == "DUAL" && !slices.Contains(home.Texts("supportedNetworkTypes[*]"), "DUAL") {
		return kind.Say("NetworkTypeNotSupported: The network type DUAL isn't supported by DB subnet group %s.", group)
	}
	return admitZones(w, d.In.Texts("availabilityZones[*]"))
}

// admitZones looks at zones that the program names. Aurora adds zones where
// fewer than three are named, and upstream then replaces the cluster with the
// next update, whatever that was for; here such a list is refused at once.
func admitZones(w kind.World, zones []string) error {
	known := zoneNames(w)
	for _, zone := range zones {
		if !slices.Contains(known, zone) {
			return kind.Say("InvalidVPCNetworkStateFault: Availability zone '[%s]' is unavailable in this region, please choose another zone set.", zone)
		}
	}
	switch {
	case len(zones) > storageZones:
		return kind.Say("InvalidVPCNetworkStateFault: Availability zone '[%s]' is unavailable in this region, please choose another zone set.", strings.Join(zones, ", "))
	case len(zones) > 0 && len(zones) < storageZones:
		return kind.Say("the simulated cloud refuses availabilityZones of fewer than %d zones: RDS would add some, and the next update would replace the cluster; leave availabilityZones out", storageZones)
	}
	return nil
}

func zoneNames(w kind.World) []string {
	var names []string
	for _, zone := range kind.Zones(w.Region) {
		names = append(names, zone.Name)
	}
	return names
}

// zonesFor are the zones of the storage where the program names none: those of
// the subnets first.
func zonesFor(w kind.World, group string) resource.PropertyValue {
	zones := zonesOf(w, outputsOf(w, subnetGroupType, group).Texts("subnetIds[*]"))
	for _, zone := range zoneNames(w) {
		if !slices.Contains(zones, zone) {
			zones = append(zones, zone)
		}
	}
	zones = zones[:min(len(zones), storageZones)]
	slices.Sort(zones)
	return kind.Texts(zones...)
}

// admitEncryption asks for keys of the cluster's own region: an ARN would be
// found in any.
func admitEncryption(w kind.World, d kind.Draft) error {
	for _, path := range []string{"kmsKeyId", "masterUserSecretKmsKeyId", "performanceInsightsKmsKeyId"} {
		if key := d.In.Text(path); elsewhere(w, key) {
			return kind.Say(noSuchKey, key)
		}
	}
	switch {
	case d.In.Has("kmsKeyId") && !d.In.Flag("storageEncrypted") && !d.In.Has("restoreToPointInTime"):
		return kind.Say("InvalidParameterCombination: KmsKeyId can be specified for an encrypted DB cluster only: StorageEncrypted must be true.")
	case d.In.Has("masterUserSecretKmsKeyId") && !d.In.Flag("manageMasterUserPassword"):
		return kind.Say("InvalidParameterCombination: MasterUserSecretKmsKeyId can be specified only when ManageMasterUserPassword is true.")
	}
	return nil
}

// elsewhere is true for the ARN of a resource of another region.
func elsewhere(w kind.World, arn string) bool {
	const region = 3
	parts := strings.Split(arn, ":")
	return len(parts) > region && parts[0] == "arn" && parts[region] != w.Region
}
