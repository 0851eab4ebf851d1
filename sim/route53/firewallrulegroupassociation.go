package route53

import "github.com/covetpy/platform/sim/kind"

// Resolver keeps 100 and less, 9900 and more for Firewall Manager. Source: API
// reference, AssociateFirewallRuleGroup.
const firstPriority, lastPriority = 101, 9899

const mutationProtected = "ValidationException: [RSLVR-02307] The DNS Firewall rule group association is under mutation protection. Remove the mutation protection and try again."

func firewallRuleGroupAssociation() kind.Kind {
	return kind.Kind{
		Type:     "aws:route53/resolverFirewallRuleGroupAssociation:ResolverFirewallRuleGroupAssociation",
		ID:       hashed("rslvr-frgassoc-"),
		Autoname: kind.Autoname{Max: longestName},
		Refs:     []kind.Ref{ruleGroup("firewallRuleGroupId"), kind.VPC("vpcId")},
		Unique: []kind.Unique{
			{
				On:    []string{"vpcId", "priority"},
				Taken: "ConflictException: A firewall rule group of this priority is associated with the VPC '%[1]s' already",
			},
			{
				On:    []string{"vpcId", "firewallRuleGroupId"},
				Taken: "ConflictException: The firewall rule group is associated with the VPC '%[1]s' already",
			},
		},
		Admit: admitAssociation,
		Outputs: func(w kind.World, d kind.Draft) kind.Props {
			return kind.Props{
				"arn":                kind.Text(arn(w, "firewall-rule-group-association/"+d.ID)),
				"mutationProtection": kind.Text(d.In.Or("mutationProtection", "DISABLED")),
			}
		},
		Retire: func(_ kind.World, o kind.Draft) error {
			if protected(o.In) {
				return kind.Say(mutationProtected)
			}
			return nil
		},
	}
}

func protected(in kind.Values) bool { return in.Text("mutationProtection") == "ENABLED" }

// admitAssociation lets a protected one be changed only together with taking
// its protection away; tags are no part of it.
func admitAssociation(_ kind.World, d kind.Draft) error {
	if p := d.In.Number("priority"); p < firstPriority || p > lastPriority {
		return kind.Say(`ValidationException: [RSLVR-02017] The priority value you provided is reserved. Provide a number between "100" and "9900".`)
	}
	if d.Old == nil || !protected(d.In) {
		return nil
	}
	before := kind.Values{Props: d.Old.Inputs}
	if protected(before) && (before.Text("name") != d.In.Text("name") || before.Number("priority") != d.In.Number("priority")) {
		return kind.Say(mutationProtected)
	}
	return nil
}
