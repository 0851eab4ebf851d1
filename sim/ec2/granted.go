package ec2

import (
	"slices"

	"github.com/covetpy/platform/sim"
	"github.com/covetpy/platform/sim/kind"
)

// admitPermissions refuses what a rule of a group would allow a second time,
// what makes no sense, and peers of other networks.
func admitPermissions(w kind.World, typ string, d kind.Draft) error {
	group := d.In.Text("securityGroupId")
	taken := granted(w, group, d.ID)
	for _, p := range permissionsOf(typ, group, d.In) {
		if err := p.admit(); err != nil {
			return err
		}
		if slices.Contains(taken, p) {
			return kind.Say("InvalidPermission.Duplicate: the specified rule %q already exists", p.String())
		}
	}
	for _, peer := range append(d.In.Texts("referencedSecurityGroupId"), d.In.Texts("sourceSecurityGroupId")...) {
		if groupHome(w, peer) != groupHome(w, group) {
			return kind.Say("InvalidGroup.NotFound: You have specified two resources that belong to different networks.")
		}
	}
	return nil
}

// admit refuses ports that EC2 refuses.
func (p permission) admit() error {
	if p.protocol != "tcp" && p.protocol != "udp" {
		return nil
	}
	switch {
	case p.from == -1 || p.to == -1:
		return kind.Say("InvalidParameterValue: Invalid value 'Must specify both from and to ports with TCP/UDP.' for portRange.")
	case p.from > p.to:
		return kind.Say("InvalidParameterValue: Invalid TCP/UDP port range (%d:%d)", p.from, p.to)
	}
	return nil
}

// clusterOf is the cluster that EKS made a security group with.
func clusterOf(w kind.World, group string) (sim.Object, bool) {
	return w.Find("aws:eks/cluster:Cluster", "vpcConfig.clusterSecurityGroupId", group)
}

func groupHome(w kind.World, id string) string {
	if cluster, ok := clusterOf(w, id); ok {
		return kind.Values{Props: cluster.Outputs}.Text("vpcConfig.vpcId")
	}
	return homeOrDefault(w, groupType, "defaultSecurityGroupId", id)
}

// granted are all permissions of a group but those of one rule.
func granted(w kind.World, group, except string) []permission {
	holder, ok := w.Find(groupType, "id", group)
	if !ok {
		holder, ok = w.Find(vpcType, "defaultSecurityGroupId", group)
	}
	if !ok {
		holder, ok = clusterOf(w, group)
	}
	if !ok {
		return nil
	}
	holders := []sim.Object{holder}
	if adopted, ok := w.Find(defaultGroupType, "id", group); ok {
		holders = append(holders, adopted)
	}
	for _, typ := range []string{ingressRuleType, egressRuleType, securityGroupRuleType} {
		for _, rule := range w.Users(typ, holder) {
			if rule.ID != except && (kind.Values{Props: rule.Inputs}).Text("securityGroupId") == group {
				holders = append(holders, rule)
			}
		}
	}
	var out []permission
	for _, o := range holders {
		out = append(out, permissionsOf(o.Type, group, kind.Values{Props: o.Inputs})...)
	}
	return out
}
