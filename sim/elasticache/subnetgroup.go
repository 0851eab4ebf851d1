package elasticache

import (
	"strings"

	"github.com/covetpy/platform/sim/kind"
)

func subnetGroup() kind.Kind {
	subnets := kind.Subnet("subnetIds[*]")
	subnets.Missing = badValue + "Some input subnets in :[%s] are invalid."
	return kind.Kind{
		Type:     subnetGroupType,
		ID:       lowered("name"),
		Autoname: kind.Autoname{Lower: true},
		Defaults: kind.Props{"description": kind.Text("Managed by Pulumi")},
		Checks: map[string]kind.Check{
			"name": kind.All(kind.Length(1, 255), kind.Not(`(?i)default`, `"name" cannot be "default"`)),
		},
		Refs: []kind.Ref{subnets},
		Unique: []kind.Unique{{
			On:    []string{"name"},
			Taken: "CacheSubnetGroupAlreadyExists: Cache subnet group %[1]s already exists.",
		}},
		Admit: admitSubnetGroup,
		Outputs: func(w kind.World, d kind.Draft) kind.Props {
			return kind.Props{
				"arn":   kind.Text(w.ARN("elasticache", "subnetgroup:"+d.ID)),
				"name":  kind.Text(d.ID),
				"vpcId": kind.Text(vpcOf(w, d.In.Text("subnetIds[*]"))),
			}
		},
		InUse: "CacheSubnetGroupInUse: Cache subnet group %[1]s is currently in use by a cache cluster.",
	}
}

func admitSubnetGroup(w kind.World, d kind.Draft) error {
	subnets := d.In.Texts("subnetIds[*]")
	if len(subnets) == 0 {
		return kind.Say(badValue + "The parameter SubnetIds must be provided.")
	}
	vpc := vpcOf(w, subnets[0])
	for _, id := range subnets {
		if vpcOf(w, id) != vpc {
			return kind.Say("InvalidSubnet: Subnets %s and %s are not in the same VPC.", subnets[0], id)
		}
	}
	if was := last(d).Text("vpcId"); was != "" && was != vpc {
		return kind.Say("InvalidSubnet: The new Subnets are not in the same Vpc as the existing subnet group")
	}
	return nil
}

// zonesOf the subnets of a subnet group, and its VPC; false when there is no
// such group.
func zonesOf(w kind.World, group string) (zones []string, vpc string, ok bool) {
	found, ok := w.Find(subnetGroupType, "id", strings.ToLower(group))
	for _, id := range outputs(found).Texts("subnetIds[*]") {
		subnet, _ := w.Find("aws:ec2/subnet:Subnet", "id", id)
		zones = append(zones, outputs(subnet).Text("availabilityZone"))
	}
	return zones, outputs(found).Text("vpcId"), ok
}
