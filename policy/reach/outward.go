package reach

import (
	"fmt"
	"strings"

	"github.com/covetpy/platform/policy/rule"
)

// Outward says whether and how a source reaches the internet of one family. Ports
// are the internet's.
func (g *Graph) Outward(from Source, family Addresses) Answer {
	a := Answer{Ports: exactly(AllPorts())}
	for _, ask := range []func(Source, Addresses) Step{leaving, letting, clearing} {
		if !a.take(ask(from, family.Public())) {
			break
		}
	}
	a.explain()
	return a
}

// leaving asks whether a route leads out. An internet gateway is a way out only
// for what has a public address.
func leaving(from Source, family Addresses) Step {
	direct := rule.Yes
	if from.Thing != nil {
		direct = from.Thing.Public
	}
	step := Step{Layer: LayerRoute, Says: "no subnet of " + from.Name + " has a route to the internet"}
	answer := rule.No
	if from.open {
		answer = rule.Unknown
	}
	for _, s := range from.subnets {
		for _, exit := range []Exit{ExitInternet, ExitOutbound, ExitNetwork} {
			leads, by := s.Leads(family, exit)
			if exit == ExitInternet {
				leads = rule.And(leads, direct)
			}
			if leads != rule.No && by != nil && answer != rule.Yes {
				step.Says = fmt.Sprintf("%s leads %s to the %s", by.Resource.Name, by.To.Maybe, strings.Join(exitNames(by), " or "))
			}
			answer = rule.Or(answer, leads)
		}
	}
	step.Passes = gate(answer)
	return step
}

// letting asks the source's own groups.
func letting(from Source, family Addresses) Step {
	if from.Thing == nil || from.Thing.free {
		return Step{Layer: LayerEgress, Passes: gate(rule.Yes)}
	}
	step := Step{Layer: LayerEgress, Says: "no egress rule of " + carried(from.Thing) + " leads there"}
	there := AddressBounds{family, family}
	for _, group := range from.Thing.Groups {
		for _, r := range group.Egress {
			step.Passes, step.Rules = join(step.Passes, step.Rules, r.ByAddress().For(there), r)
		}
	}
	for _, group := range from.Thing.perhaps {
		for _, r := range group.Egress {
			step.Passes, step.Rules = join(step.Passes, step.Rules, r.ByAddress().For(there).weak(), r)
		}
	}
	if from.Thing.groupLinks.open || len(from.Thing.groupLinks.elsewhere) > 0 {
		step.Passes.Maybe = AllPorts()
	}
	return step
}

// clearing asks the network ACLs of the source's subnets, replies included.
func clearing(from Source, family Addresses) Step {
	back, out := passing(from.subnets, AddressBounds{family, family})
	switch back.Intersect(exactly(ephemeral())).Some() {
	case rule.No:
		out = PortBounds{}
	case rule.Unknown:
		out = out.weak()
	case rule.Yes:
	}
	if from.open {
		out.Maybe = AllPorts()
	}
	step := Step{Layer: LayerACL, Passes: out}
	if out.Maybe.Empty() {
		step.Says = "the network ACLs of " + from.Name + " let nothing out, or no reply in"
	}
	return step
}
