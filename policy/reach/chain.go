package reach

import (
	"slices"
	"strings"

	"github.com/covetpy/platform/policy/rule"
)

// Chain is a way from the internet into a group: the rules, the first of which
// admits the internet and each of the others the group before it.
type Chain []*Rule

// String is "bastion-in: tcp 22 from 0.0.0.0/0 -> database-in: tcp 5432 from bastion".
func (c Chain) String() string {
	parts := make([]string, len(c))
	for i, r := range c {
		parts[i] = r.Describe(false)
	}
	return strings.Join(parts, " -> ")
}

// Entry says on which ports a group admits more than one party of the internet.
// Its rules are taken together, as two may each admit half.
func (g *Group) Entry() PortBounds { return g.Admits().Wide() }

// Admits is all that a group's rules admit by address.
func (g *Group) Admits() TrafficBounds {
	var b TrafficBounds
	for _, r := range g.Ingress {
		b = b.Union(r.ByAddress())
	}
	return b
}

// Front says whether a group is a load balancer's and nothing else's: what the
// internet begins there ends there, and the load balancer calls on for it.
func (g *Graph) Front(group *Group) rule.Truth {
	others, balancers := rule.No, rule.No
	for _, t := range g.things {
		carries := rule.Of(slices.Contains(t.Groups, group))
		if carries == rule.No && (t.groupLinks.open || slices.Contains(t.perhaps, group)) {
			carries = rule.Unknown
		}
		if t.Kind == LoadBalancer {
			balancers = rule.Or(balancers, carries)
		} else {
			others = rule.Or(others, carries)
		}
	}
	return rule.And(balancers, rule.Not(others))
}

// Chains finds for each group that can be reached from the internet through other
// groups, or at once, the shortest way in: by rules that surely hold when sure is
// set, else by those that may. Groups count by what they admit, not by what they
// let out: the way out of a machine is not in one group's hands, as it may carry
// another.
//
// A load balancer's group passes nothing on but into a store: requests that come
// in by the front door are what applications are for, and a store has none.
func (g *Graph) Chains(sure bool) map[*Group]Chain {
	out := map[*Group]Chain{}
	var queue []*Group
	for _, group := range g.groups {
		if entry := group.entryRule(sure); entry != nil {
			out[group] = Chain{entry}
			queue = append(queue, group)
		}
	}
	callers := g.callers(sure)
	// What may be a load balancer's alone is not surely a way on.
	stops := func(group *Group) bool {
		front := g.Front(group)
		return front == rule.Yes || (sure && front == rule.Unknown)
	}
	for len(queue) > 0 {
		from := queue[0]
		queue = queue[1:]
		for _, r := range callers[from] {
			to := r.Group
			if _, seen := out[to]; seen || (stops(from) && !to.guardsStore()) {
				continue
			}
			out[to] = append(slices.Clone(out[from]), r)
			queue = append(queue, to)
		}
	}
	return out
}

// callers are the rules that admit a group, by the group: by name, or by ranges
// that a thing with the group has its addresses in.
func (g *Graph) callers(sure bool) map[*Group][]*Rule {
	out := map[*Group][]*Rule{}
	for _, group := range g.groups {
		for _, r := range group.Ingress {
			admitted := slices.Clone(r.Sources())
			inside := r.Addresses.Sure
			if !sure {
				admitted = slices.Concat(r.sources, r.perhaps)
				inside = r.Addresses.Maybe
				if r.open {
					admitted = slices.Clone(g.groups)
				}
			}
			if !r.weak || !sure {
				admitted = append(admitted, g.within(inside)...)
			}
			for _, from := range distinct(admitted) {
				out[from] = append(out[from], r)
			}
		}
	}
	return out
}

// within are the groups of the things whose addresses are all among some.
func (g *Graph) within(a Addresses) []*Group {
	var out []*Group
	if a.Empty() {
		return nil
	}
	for _, t := range g.things {
		if there := t.addresses().Sure; !there.Empty() && there.Within(a) {
			out = append(out, t.Groups...)
		}
	}
	return out
}

// entryRule is the rule by which the internet comes in; where only several
// together are the internet, one of these.
func (g *Group) entryRule(sure bool) *Rule {
	of := func(b TrafficBounds) Traffic {
		if sure {
			return b.Sure
		}
		return b.Maybe
	}
	wide := of(g.Admits()).Wide()
	if wide.Empty() {
		return nil
	}
	var part *Rule
	for _, r := range g.Ingress {
		traffic := of(r.ByAddress())
		if !traffic.Wide().Empty() {
			return r
		}
		if part == nil && !traffic.For(Internet()).Intersect(wide).Empty() {
			part = r
		}
	}
	return part
}

// guardsStore says whether a store carries the group.
func (g *Group) guardsStore() bool {
	return slices.ContainsFunc(g.members, func(t *Thing) bool { return t.Kind.Store() })
}

// Exposed says whether a thing is reached from the internet through groups, and
// by which way.
func (g *Graph) Exposed(t *Thing) (rule.Truth, Chain) {
	for _, group := range t.Groups {
		if c, ok := g.sureChains()[group]; ok {
			return rule.Yes, c
		}
	}
	if t.groupLinks.open || len(t.groupLinks.elsewhere) > 0 {
		return rule.Unknown, nil
	}
	for _, group := range slices.Concat(t.Groups, t.perhaps) {
		if c, ok := g.maybeChains()[group]; ok {
			return rule.Unknown, c
		}
	}
	return rule.No, nil
}

func (g *Graph) sureChains() map[*Group]Chain {
	if g.sure == nil {
		g.sure = g.Chains(true)
	}
	return g.sure
}

func (g *Graph) maybeChains() map[*Group]Chain {
	if g.maybe == nil {
		g.maybe = g.Chains(false)
	}
	return g.maybe
}
