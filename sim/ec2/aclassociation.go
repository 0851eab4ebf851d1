package ec2

import "github.com/covetpy/platform/sim/kind"

// aclAssociation moves a subnet to an ACL. The last one wins, as with EC2.
func aclAssociation() kind.Kind {
	return kind.Kind{
		Type: "aws:ec2/networkAclAssociation:NetworkAclAssociation",
		ID:   kind.Hashed("aclassoc-"),
		Refs: []kind.Ref{gone(anyACL("networkAclId")), gone(kind.Subnet("subnetId"))},
		Admit: func(w kind.World, d kind.Draft) error {
			acl, member := d.In.Text("networkAclId"), d.In.Text("subnetId")
			if homeOf(w, subnetType, member) != aclHome(w, acl) {
				return kind.Say("InvalidParameterValue: Network ACL %s and subnet %s belong to different networks", acl, member)
			}
			return nil
		},
	}
}
