package ec2

import (
	"fmt"
	"slices"

	"github.com/covetpy/platform/sim/kind"
)

const (
	ingressRuleType       = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule"
	egressRuleType        = "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule"
	securityGroupRuleType = "aws:ec2/securityGroupRule:SecurityGroupRule"
)

// groupRule is one permission of a group, in or out.
func groupRule(typ string) kind.Kind {
	return kind.Kind{
		Type: typ,
		ID:   kind.Hashed("sgr-"),
		Checks: map[string]kind.Check{
			"cidrIpv4":    anyIPv4(),
			"cidrIpv6":    anyIPv6(),
			"fromPort":    kind.Between(-1, 65535),
			"toPort":      kind.Between(-1, 65535),
			"description": ruleDescription(),
		},
		Rules: groupRuleRules,
		Refs: []kind.Ref{
			gone(kind.SecurityGroup("securityGroupId")),
			kind.SecurityGroup("referencedSecurityGroupId"),
		},
		Admit:    func(w kind.World, d kind.Draft) error { return admitPermissions(w, typ, d) },
		Replaces: []string{"securityGroupId"},
		Outputs: func(w kind.World, d kind.Draft) kind.Props {
			return kind.Props{
				"arn":                 kind.Text(w.ARN("ec2", "security-group-rule/"+d.ID)),
				"securityGroupRuleId": kind.Text(d.ID),
			}
		},
	}
}

func groupRuleRules(in kind.Values) []kind.Failure {
	failures := exactlyOne(in, "cidrIpv4", "cidrIpv6", "prefixListId", "referencedSecurityGroupId")
	if protocolName(in.Text("ipProtocol")) != allProtocols {
		return failures
	}
	for _, port := range []string{"fromPort", "toPort"} {
		if in.Has(port) && in.Number(port) != -1 {
			failures = append(failures, kind.Failure{Path: port, Reason: port + ` should not be defined when ipProtocol is "-1": all ports are meant`})
		}
	}
	return failures
}

// ruleDescription accepts what EC2 does (IpRange in the EC2 API reference).
func ruleDescription() kind.Check {
	return kind.All(kind.Length(0, 255), kind.Pattern(`[a-zA-Z0-9. _\-:/()#,@\[\]+=&;{}!$*]*`,
		`Valid descriptions are strings less than 256 characters from the following set: a-zA-Z0-9. _-:/()#,@[]+=&;{}!$*`))
}

// securityGroupRule may be several permissions: one for each peer.
func securityGroupRule() kind.Kind {
	return kind.Kind{
		Type: securityGroupRuleType,
		ID: func(_ kind.World, d kind.Draft) string {
			group := d.In.Text("securityGroupId")
			return "sgrule-" + hashcode(fmt.Sprint(permissionsOf(securityGroupRuleType, group, d.In), group))
		},
		Defaults: kind.Props{"self": kind.Flag(false)},
		Checks: map[string]kind.Check{
			"cidrBlocks[*]":     anyIPv4(),
			"ipv6CidrBlocks[*]": anyIPv6(),
			"fromPort":          kind.Between(-1, 65535),
			"toPort":            kind.Between(-1, 65535),
		},
		Rules: securityGroupRuleRules,
		Refs: []kind.Ref{
			gone(kind.SecurityGroup("securityGroupId")),
			kind.SecurityGroup("sourceSecurityGroupId"),
		},
		Admit: func(w kind.World, d kind.Draft) error { return admitPermissions(w, securityGroupRuleType, d) },
		Outputs: func(w kind.World, d kind.Draft) kind.Props {
			if d.Old != nil {
				return nil
			}
			return kind.Props{"securityGroupRuleId": kind.Text(w.NewID("sgr-"))}
		},
	}
}

func securityGroupRuleRules(in kind.Values) []kind.Failure {
	peers := []string{"cidrBlocks", "ipv6CidrBlocks", "prefixListIds", "sourceSecurityGroupId"}
	failures := allPorts(in, "")
	self := in.Flag("self")
	if !self && !slices.ContainsFunc(peers, in.Has) {
		failures = append(failures, kind.Failure{
			Path:   "cidrBlocks",
			Reason: `One of ['cidrBlocks', 'ipv6CidrBlocks', 'self', 'sourceSecurityGroupId', 'prefixListIds'] must be set to create an AWS Security Group Rule`,
		})
	}
	if in.Has("sourceSecurityGroupId") && (self || in.Has("cidrBlocks") || in.Has("ipv6CidrBlocks")) || self && in.Has("cidrBlocks") {
		failures = append(failures, kind.Failure{
			Path:   "sourceSecurityGroupId",
			Reason: `"sourceSecurityGroupId", "self" and "cidrBlocks": conflict with each other`,
		})
	}
	return failures
}

// allPorts is the provider's refusal of ports where all are meant.
func allPorts(rule kind.Values, prefix string) []kind.Failure {
	if protocolName(rule.Text("protocol")) != allProtocols || rule.Number("fromPort") == 0 && rule.Number("toPort") == 0 {
		return nil
	}
	return []kind.Failure{{
		Path:   prefix + "fromPort",
		Reason: fmt.Sprintf(`from_port (%d) and to_port (%d) must both be 0 to use the 'ALL' "-1" protocol!`, rule.Number("fromPort"), rule.Number("toPort")),
	}}
}

// linePorts is the same for the rules of a group and of a network ACL.
func linePorts(in kind.Values) []kind.Failure {
	var failures []kind.Failure
	for _, direction := range []string{"ingress", "egress"} {
		for i, rule := range in.Objects(direction + "[*]") {
			failures = append(failures, allPorts(rule, fmt.Sprintf("%s[%d].", direction, i))...)
		}
	}
	return failures
}
