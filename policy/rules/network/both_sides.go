package network

import (
	"slices"

	"github.com/covetpy/platform/policy/reach"
	"github.com/covetpy/platform/policy/rule"
)

var bothSides = rule.Rule{
	ID:    "network-both-sides",
	Title: "What one group lets in from another, the other may send, and the other way round",
	Why: "A rule that names a group works when the other side has its counterpart. One without is either dead, or it names " +
		"the wrong group: then the caller that was meant is locked out, and whoever carries the other group is let in " +
		"as soon as it may send.",
	Fix: "Name the group that was meant, add the rule of the other side, or take this one away. A range of addresses on " +
		"the other side is a counterpart, too.",
	Severity: rule.Low,
	Levels:   rule.Levels{Dev: rule.Advisory, Staging: rule.Advisory, Prod: rule.Mandatory},
	Types:    reach.GroupTypes(),
	Controls: boundary(rule.NIST.IDs("AC-4")),
	Since:    since,
	CheckStack: func(s *rule.Stack, rep *rule.Report) {
		for _, group := range reach.Of(s).Groups() {
			for _, r := range group.Ingress {
				for _, from := range r.Sources() {
					rep.On(r.Resource).Require(counterpart(r, from, from.Egress), r.At, "%s may not send it", from.Name())
				}
			}
			for _, r := range group.Egress {
				for _, to := range r.Sources() {
					rep.On(r.Resource).Require(counterpart(r, to, to.Ingress), r.At, "%s does not let it in", to.Name())
				}
			}
		}
	},
}

// counterpart says whether rules of the other group match one that names it. The
// rules of groups that AWS makes are not all in the stack, and a rule that names
// neither ranges nor a group of the stack may be about any.
func counterpart(r *reach.Rule, other *reach.Group, rules []*reach.Rule) rule.Truth {
	if r.Group == other || r.Group.Resource.Type != groupType || other.Resource.Type != groupType {
		return rule.Yes
	}
	var sure, maybe reach.Ports
	for _, o := range rules {
		switch {
		case slices.Contains(o.Sources(), r.Group) || !o.Addresses.Sure.Empty():
			sure, maybe = sure.Union(o.Ports.Sure), maybe.Union(o.Ports.Maybe)
		case len(o.Sources()) == 0:
			maybe = maybe.Union(o.Ports.Maybe)
		}
	}
	switch {
	case r.Ports.Maybe.Within(sure):
		return rule.Yes
	case r.Ports.Sure.Within(maybe):
		return rule.Unknown
	default:
		return rule.No
	}
}
