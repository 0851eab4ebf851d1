package route53

import (
	"strings"

	"github.com/covetpy/platform/sim/kind"
)

const ruleType = "aws:route53/resolverFirewallRule:ResolverFirewallRule"

func firewallRule() kind.Kind {
	return kind.Kind{
		Type:     ruleType,
		ID:       ruleID,
		Autoname: kind.Autoname{Max: longestName},
		Defaults: kind.Props{"firewallDomainRedirectionAction": kind.Text("INSPECT_REDIRECTION_DOMAIN")},
		Rules:    firewallRules,
		Refs:     []kind.Ref{ruleGroup("firewallRuleGroupId")},
		Unique: []kind.Unique{
			{
				On:    []string{"firewallRuleGroupId", "priority"},
				Taken: "ConflictException: A rule of the firewall rule group '%[1]s' has this priority already",
			},
			{
				On:    []string{"firewallRuleGroupId", "firewallDomainListId", "dnsThreatProtection", "confidenceThreshold", "qType"},
				Taken: "ConflictException: A rule of the firewall rule group '%[1]s' has this domain list already",
			},
		},
		Admit:   admitRule,
		Outputs: ruleOutputs,
	}
}

// ruleID is upstream's: the group, and the list or what stands for it.
func ruleID(w kind.World, d kind.Draft) string {
	list := d.In.Text("firewallDomainListId")
	if list == "" {
		list = "rslvr-ftp-" + w.Hex(16)
	}
	return d.In.Text("firewallRuleGroupId") + ":" + list
}

// firewallRules are upstream's: a domain list or a threat protection with a
// threshold.
func firewallRules(in kind.Values) []kind.Failure {
	list, threat, threshold := in.Has("firewallDomainListId"), in.Has("dnsThreatProtection"), in.Has("confidenceThreshold")
	var out []kind.Failure
	refuse := func(when bool, path, reason string) {
		if when {
			out = append(out, kind.Failure{Path: path, Reason: reason})
		}
	}
	refuse(list && threat, "dnsThreatProtection", `"dnsThreatProtection": conflicts with firewallDomainListId`)
	refuse(list && threshold, "confidenceThreshold", `"confidenceThreshold": conflicts with firewallDomainListId`)
	refuse(!list && !threat, "firewallDomainListId", "one of firewallDomainListId or dnsThreatProtection must be specified")
	refuse(threat && !threshold, "confidenceThreshold", "confidenceThreshold is required when dnsThreatProtection is specified")
	refuse(threshold && !threat, "dnsThreatProtection", "dnsThreatProtection is required when confidenceThreshold is specified")
	return out
}

// admitRule holds an action to what it needs. Source: API reference,
// CreateFirewallRule.
func admitRule(_ kind.World, d kind.Draft) error {
	list, threat := d.In.Text("firewallDomainListId"), d.In.Has("dnsThreatProtection")
	action, response := d.In.Text("action"), d.In.Text("blockResponse")
	overrides := d.In.Has("blockOverrideDomain") && d.In.Has("blockOverrideDnsType") && d.In.Has("blockOverrideTtl")
	switch {
	case list != "" && !strings.HasPrefix(list, "rslvr-fdl-"):
		return kind.Say(missing, list)
	case threat && action == "ALLOW":
		return kind.Say("ValidationException: A DNS threat protection alerts or blocks")
	case action == "BLOCK" && response == "":
		return kind.Say("ValidationException: [RSLVR-02016] The action BLOCK needs a block response")
	case action != "BLOCK" && response != "":
		return kind.Say("ValidationException: The action %s has no block response", action)
	case response == "OVERRIDE" && !overrides:
		return kind.Say("ValidationException: The block response OVERRIDE needs a domain, a DNS type and a TTL")
	case response != "OVERRIDE" && (d.In.Has("blockOverrideDomain") || d.In.Has("blockOverrideDnsType") || d.In.Has("blockOverrideTtl")):
		return kind.Say("ValidationException: Only the block response OVERRIDE has a domain, a DNS type and a TTL")
	}
	return nil
}

func ruleOutputs(_ kind.World, d kind.Draft) kind.Props {
	out := kind.Props{"firewallThreatProtectionId": kind.Text("")}
	if !d.In.Has("firewallDomainListId") {
		_, threat, _ := strings.Cut(d.ID, ":")
		out["firewallThreatProtectionId"] = kind.Text(threat)
	}
	return out
}
