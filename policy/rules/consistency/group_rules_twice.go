package consistency

import "github.com/covetpy/platform/policy/rule"

var groupRulesTwice = rule.Rule{
	ID:    "consistency-group-rules-twice",
	Title: "A security group's rules are listed in one place",
	Why: "The lists inside a group are whole: each update closes what rules of their own opened, and the next opens " +
		"it again. And a port is open that the resource one looks at does not show.",
	Fix:        "Take ingress and egress out of the group and use SecurityGroupIngressRule and SecurityGroupEgressRule.",
	Severity:   rule.Medium,
	Levels:     rule.Everywhere(rule.Mandatory),
	Types:      []string{groupType, groupRule, ingressRule, egressRule},
	Controls:   configured(rule.NIST.IDs("SC-7")...),
	Since:      since,
	CheckStack: checkGroupRules,
}

func checkGroupRules(s *rule.Stack, rep *rule.Report) {
	for _, group := range s.OfType(groupType) {
		for _, direction := range []string{"ingress", "egress"} {
			at, apart := group.At(direction), rulesOf(s, group, direction)
			// What AWS says about the group is in the same place as what the program
			// does; a list that is not known yet and made from nothing is AWS's.
			if !certain(apart) || at.Present() == rule.Unknown && len(group.From(direction)) == 0 {
				continue
			}
			for _, inline := range at.Items() {
				answers := []rule.Truth{rule.No}
				for _, p := range apart {
					answers = append(answers, rule.And(p.belongs, samePorts(inline, p.Resource)))
				}
				rep.On(group).Require(rule.Or(answers...), inline, "the group lists it, and others are rules of their own")
			}
		}
	}
}

// rulesOf lists the rules of a group in one direction that are resources of their
// own.
func rulesOf(s *rule.Stack, group *rule.Resource, direction string) []part {
	typ := ingressRule
	if direction == "egress" {
		typ = egressRule
	}
	mine := func(r *rule.Resource) rule.Truth { return rule.Refers(r, "securityGroupId", group, "id") }
	return append(partsOf(s, typ, mine), partsOf(s, groupRule, func(r *rule.Resource) rule.Truth {
		return rule.And(mine(r), r.At("type").Is(direction))
	})...)
}

// samePorts says whether a rule inside a group is one of its own, by protocol and
// ports. All protocols have all ports, however they are written.
func samePorts(inline rule.Value, r *rule.Resource) rule.Truth {
	protocol := r.At("ipProtocol")
	if r.Type == groupRule {
		protocol = r.At("protocol")
	}
	one, oneKnown := protocolOf(inline.At("protocol"))
	other, otherKnown := protocolOf(protocol)
	switch known := rule.And(oneKnown, otherKnown); {
	case known != rule.Yes:
		return known
	case one != other:
		return rule.No
	case one == "-1":
		return rule.Yes
	}
	return rule.And(samePort(inline.At("fromPort"), r.At("fromPort")), samePort(inline.At("toPort"), r.At("toPort")))
}

func samePort(a, b rule.Value) rule.Truth {
	one, oneKnown := a.Number()
	other, otherKnown := b.Number()
	if known := rule.And(oneKnown, otherKnown); known != rule.Yes {
		return known
	}
	return rule.Of(one == other)
}

// protocolOf is a protocol by the name that AWS gives back.
func protocolOf(v rule.Value) (string, rule.Truth) {
	text, known := v.Text()
	names := map[string]string{"all": "-1", "6": "tcp", "17": "udp", "1": "icmp", "58": "icmpv6"}
	if name, ok := names[text]; ok {
		return name, known
	}
	return text, known
}
