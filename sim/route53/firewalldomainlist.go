package route53

import "github.com/covetpy/platform/sim/kind"

// firewallDomainList is kept by the rules that name it. They can't refer to it
// by kind.Ref: the lists that AWS manages have ids of the same form, and
// which those are differs by region.
func firewallDomainList() kind.Kind {
	return kind.Kind{
		Type:     "aws:route53/resolverFirewallDomainList:ResolverFirewallDomainList",
		ID:       hashed("rslvr-fdl-"),
		Autoname: kind.Autoname{Max: longestName},
		Checks: map[string]kind.Check{
			"domains[*]": kind.Length(1, 255),
		},
		Outputs: func(w kind.World, d kind.Draft) kind.Props {
			return kind.Props{"arn": kind.Text(arn(w, "firewall-domain-list/"+d.ID))}
		},
		Retire: func(w kind.World, d kind.Draft) error {
			for _, rule := range w.All(ruleType) {
				if (kind.Values{Props: rule.Inputs}).Text("firewallDomainListId") == d.ID {
					return kind.Say("ConflictException: The domain list '%s' is in use by the firewall rule '%s'", d.ID, rule.ID)
				}
			}
			return nil
		},
	}
}
