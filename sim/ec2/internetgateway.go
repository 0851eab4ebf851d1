package ec2

import (
	"github.com/covetpy/platform/sim"
	"github.com/covetpy/platform/sim/kind"
)

const internetGatewayType = "aws:ec2/internetGateway:InternetGateway"

func internetGateway() kind.Kind {
	return kind.Kind{
		Type: internetGatewayType,
		ID:   kind.Hashed("igw-"),
		Refs: []kind.Ref{kind.VPC("vpcId")},
		Unique: []kind.Unique{{
			On:    []string{"vpcId"},
			Taken: "Resource.AlreadyAssociated: resource %[1]s is already associated with an internet gateway",
		}},
		Admit: func(w kind.World, d kind.Draft) error {
			if d.Old == nil || d.In.Text("vpcId") == (kind.Values{Props: d.Old.Inputs}).Text("vpcId") {
				return nil
			}
			return detach(w, *d.Old)
		},
		Outputs: func(w kind.World, d kind.Draft) kind.Props {
			return kind.Props{
				"arn":     kind.Text(w.ARN("ec2", "internet-gateway/"+d.ID)),
				"ownerId": kind.Text(w.Account()),
			}
		},
		Retire: func(w kind.World, o kind.Draft) error { return detach(w, *o.Old) },
		InUse:  "DependencyViolation: The internetGateway '%[1]s' has dependencies and cannot be deleted.",
	}
}

// detach is refused while public addresses of the VPC go through the gateway.
// Routes do not keep it: they become black holes.
func detach(w kind.World, gateway sim.Object) error {
	home := kind.Values{Props: gateway.Outputs}.Text("vpcId")
	for _, nat := range w.All(natGatewayType) {
		held := kind.Values{Props: nat.Outputs}
		if home != "" && held.Text("vpcId") == home && held.Text("connectivityType") == "public" {
			return kind.Say("DependencyViolation: Network %s has some mapped public address(es). Please unmap those public address(es) before detaching the gateway.", home)
		}
	}
	return nil
}

// attached is true when a VPC has an internet gateway.
func attached(w kind.World, vpcID string) bool {
	home, ok := w.Find(vpcType, "id", vpcID)
	return ok && len(w.Users(internetGatewayType, home)) > 0
}
