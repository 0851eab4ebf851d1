package eks

import (
	"slices"

	"github.com/covetpy/platform/sim/kind"
)

// admitPlaces asks for subnets of two zones, and for one VPC. A cluster stays in
// the VPC that it was made in.
func admitPlaces(w kind.World, d kind.Draft) error {
	subnets := d.In.Texts("vpcConfig.subnetIds[*]")
	ids, without := zones(w, subnets)
	switch {
	case without != "":
		return kind.Say("UnsupportedAvailabilityZoneException: Cannot create cluster '%s' because %s, the targeted availability zone, does not currently have sufficient capacity to support the cluster.",
			d.In.Text("name"), without)
	case len(ids) < 2:
		return kind.Say("InvalidParameterException: Subnets specified must be in at least two different AZs")
	}
	vpc := homeOf(w, subnets[0])
	for _, id := range subnets {
		if home := homeOf(w, id); home != vpc || d.Old != nil && home != last(d).Text("vpcConfig.vpcId") {
			return kind.Say("InvalidParameterException: Subnet %s is not in the same VPC as the other subnets of the cluster", id)
		}
	}
	for _, id := range d.In.Texts("vpcConfig.securityGroupIds[*]") {
		if groupHome(w, id) != vpc {
			return kind.Say("InvalidParameterException: Security group(s) [%s] are not in the same VPC as the subnets. Please specify all security groups from the same VPC.", id)
		}
	}
	return nil
}

// groupHome is the VPC of a security group, its default one included.
func groupHome(w kind.World, id string) string {
	if found, ok := w.Find("aws:ec2/securityGroup:SecurityGroup", "id", id); ok {
		return kind.Values{Props: found.Outputs}.Text("vpcId")
	}
	found, _ := w.Find("aws:ec2/vpc:Vpc", "defaultSecurityGroupId", id)
	return found.ID
}

// zonesWithout are where EKS places no control plane. Source: EKS user guide,
// "Amazon EKS networking requirements for VPC and subnets".
var zonesWithout = []string{"use1-az3", "usw1-az2", "cac1-az3"}

// zones are those of the subnets, and the first without control planes.
func zones(w kind.World, subnets []string) (ids []string, without string) {
	for _, id := range subnets {
		found, _ := w.Find("aws:ec2/subnet:Subnet", "id", id)
		zone := kind.Values{Props: found.Outputs}.Text("availabilityZoneId")
		if slices.Contains(zonesWithout, zone) && without == "" {
			without = kind.Values{Props: found.Outputs}.Text("availabilityZone")
		}
		if !slices.Contains(ids, zone) {
			ids = append(ids, zone)
		}
	}
	return ids, without
}
