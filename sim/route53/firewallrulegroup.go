package route53

import "github.com/covetpy/platform/sim/kind"

const ruleGroupType = "aws:route53/resolverFirewallRuleGroup:ResolverFirewallRuleGroup"

func firewallRuleGroup() kind.Kind {
	return kind.Kind{
		Type:     ruleGroupType,
		ID:       hashed("rslvr-frg-"),
		Autoname: kind.Autoname{Max: longestName},
		Checks:   map[string]kind.Check{"name": resolverName()},
		Outputs: func(w kind.World, d kind.Draft) kind.Props {
			return owned(w, "firewall-rule-group/"+d.ID)
		},
		InUse: "ConflictException: [RSLVR-02103] The firewall rule group '%[1]s' still has '%[2]s'",
	}
}

func ruleGroup(path string) kind.Ref {
	return kind.Ref{Path: path, To: []kind.Target{{Type: ruleGroupType, By: "id"}}, Missing: missing}
}
