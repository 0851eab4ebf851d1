package ec2

import "github.com/covetpy/platform/sim/kind"

// publicAccessOptions is one setting of the account for each region; a second
// resource would overwrite the first, and is refused.
func publicAccessOptions() kind.Kind {
	return kind.Kind{
		Type:   "aws:ec2/vpcBlockPublicAccessOptions:VpcBlockPublicAccessOptions",
		ID:     func(w kind.World, _ kind.Draft) string { return w.Region },
		Checks: map[string]kind.Check{"internetGatewayBlockMode": kind.OneOf("off", "block-bidirectional", "block-ingress")},
		Outputs: func(w kind.World, _ kind.Draft) kind.Props {
			return kind.Props{
				"awsAccountId": kind.Text(w.Account()),
				"awsRegion":    kind.Text(w.Region),
			}
		},
	}
}

func publicAccessExclusion() kind.Kind {
	return kind.Kind{
		Type:   "aws:ec2/vpcBlockPublicAccessExclusion:VpcBlockPublicAccessExclusion",
		ID:     kind.Hashed("vpcbpa-exclude-"),
		Checks: map[string]kind.Check{"internetGatewayExclusionMode": kind.OneOf("allow-bidirectional", "allow-egress")},
		Rules:  func(in kind.Values) []kind.Failure { return exactlyOne(in, "subnetId", "vpcId") },
		Refs:   []kind.Ref{gone(kind.Subnet("subnetId")), gone(kind.VPC("vpcId"))},
		Unique: []kind.Unique{{
			On:    []string{"subnetId", "vpcId"},
			Taken: "InvalidParameterValue: An exclusion of this resource exists already",
		}},
		Replaces: []string{"subnetId", "vpcId"},
		Outputs: func(w kind.World, d kind.Draft) kind.Props {
			excluded := "vpc/" + d.In.Text("vpcId")
			if d.In.Has("subnetId") {
				excluded = "subnet/" + d.In.Text("subnetId")
			}
			return kind.Props{"resourceArn": kind.Text(w.ARN("ec2", excluded))}
		},
	}
}
