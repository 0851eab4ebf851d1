package ec2

import (
	"strings"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"

	"github.com/covetpy/platform/sim/kind"
)

const (
	groupType        = "aws:ec2/securityGroup:SecurityGroup"
	defaultGroupType = "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup"
)

func securityGroup() kind.Kind {
	return kind.Kind{
		Type:     groupType,
		ID:       kind.Hashed("sg-"),
		Defaults: kind.Props{"description": kind.Text("Managed by Pulumi"), "revokeRulesOnDelete": kind.Flag(false)},
		Checks: map[string]kind.Check{
			"name": kind.All(kind.Length(1, 255), groupName),
		},
		Rules: linePorts,
		Refs: []kind.Ref{
			kind.VPC("vpcId"),
			kind.SecurityGroup("ingress[*].securityGroups[*]"),
			kind.SecurityGroup("egress[*].securityGroups[*]"),
		},
		Unique: []kind.Unique{{
			On:    []string{"name", "vpcId"},
			Taken: "InvalidGroup.Duplicate: The security group '%[1]s' already exists for VPC",
		}},
		Outputs: securityGroupOutputs,
		InUse:   "DependencyViolation: resource %[1]s has a dependent object",
	}
}

// groupName refuses the prefix that EC2 keeps for its own ids.
func groupName(v resource.PropertyValue) string {
	if v.IsString() && strings.HasPrefix(v.StringValue(), "sg-") {
		return "invalid value for name (cannot begin with sg-)"
	}
	return ""
}

// securityGroupOutputs leave the rules as declared: the provider revokes the
// egress rule that EC2 adds to every new group.
func securityGroupOutputs(w kind.World, d kind.Draft) kind.Props {
	out := kind.Props{
		"arn":     kind.Text(w.ARN("ec2", "security-group/"+d.ID)),
		"ownerId": kind.Text(w.Account()),
	}
	if prefix := d.In.Text("namePrefix"); prefix != "" && d.Old == nil {
		out["name"] = kind.Text(prefix + w.Hex(26))
	}
	return out
}

// defaultSecurityGroup takes over the group that EC2 made with a VPC. Deleting
// it only forgets it.
func defaultSecurityGroup() kind.Kind {
	return kind.Kind{
		Type: defaultGroupType,
		ID: func(w kind.World, d kind.Draft) string {
			home, _ := w.Find(vpcType, "id", d.In.Text("vpcId"))
			return kind.Values{Props: home.Outputs}.Text("defaultSecurityGroupId")
		},
		Defaults: kind.Props{"revokeRulesOnDelete": kind.Flag(false)},
		Rules:    linePorts,
		Refs: []kind.Ref{
			gone(kind.VPC("vpcId")),
			kind.SecurityGroup("ingress[*].securityGroups[*]"),
			kind.SecurityGroup("egress[*].securityGroups[*]"),
		},
		Admit: func(_ kind.World, d kind.Draft) error {
			if d.In.Text("vpcId") == "" {
				return kind.Say("VPCIdNotSpecified: No default VPC for this user") // this account has none
			}
			return nil
		},
		Outputs: func(w kind.World, d kind.Draft) kind.Props {
			return kind.Props{
				"arn":         kind.Text(w.ARN("ec2", "security-group/"+d.ID)),
				"description": kind.Text("default VPC security group"),
				"name":        kind.Text("default"),
				"namePrefix":  kind.Text(""),
				"ownerId":     kind.Text(w.Account()),
			}
		},
	}
}
