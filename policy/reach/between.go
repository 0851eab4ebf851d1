package reach

import (
	"fmt"
	"slices"
	"strings"

	"github.com/covetpy/platform/policy/rule"
)

// Layer is one of the things that all have to let a connection through.
type Layer string

// Layers, in the order in which they are asked.
const (
	LayerAddress Layer = "address"
	LayerRoute   Layer = "route"
	LayerEgress  Layer = "egress"
	LayerACL     Layer = "network ACL"
	LayerIngress Layer = "ingress"
	LayerListen  Layer = "listens"
)

// Step is what one layer says about a connection.
type Step struct {
	Layer Layer
	// Says is one line, with the logical names of resources.
	Says string
	// Rules are the security-group rules that let something through.
	Rules []*Rule
	// Passes is what is left after this layer.
	Passes PortBounds
}

// Answer is whether and how a thing is reached.
type Answer struct {
	// Ports is what gets through all layers.
	Ports PortBounds
	// Steps are the layers that were asked: all of them where something gets
	// through, and otherwise up to the one that stops the last of it.
	Steps []Step
}

// StoppedBy is the layer that nothing gets through, empty when something does.
func (a Answer) StoppedBy() Layer {
	if a.Ports.Maybe.Empty() && len(a.Steps) > 0 {
		return a.Steps[len(a.Steps)-1].Layer
	}
	return ""
}

// Between says whether and how a source reaches a thing.
func (g *Graph) Between(from Source, to *Thing) Answer {
	a := Answer{Ports: exactly(AllPorts())}
	for _, ask := range []func(Source, *Thing) Step{listening, addressed, routing, sending, filtering, admitting} {
		if !a.take(ask(from, to)) {
			break
		}
	}
	a.explain()
	return a
}

// take adds a layer, and says whether anything is left after it.
func (a *Answer) take(step Step) bool {
	a.Ports = a.Ports.Intersect(step.Passes)
	step.Passes = a.Ports
	a.Steps = append(a.Steps, step)
	return !a.Ports.Maybe.Empty()
}

// explain says which rules of a group let through what got through all layers,
// and drops the layers that have nothing to say.
func (a *Answer) explain() {
	for i, step := range a.Steps {
		var parts []string
		for _, r := range step.Rules {
			if a.Ports.Maybe.Empty() || !r.Ports.Maybe.Intersect(a.Ports.Maybe).Empty() {
				parts = append(parts, r.Describe(step.Layer == LayerEgress))
			}
		}
		if len(parts) > 0 {
			a.Steps[i].Says = strings.Join(distinct(parts), "; ")
		}
	}
	a.Steps = slices.DeleteFunc(a.Steps, func(s Step) bool { return s.Says == "" && !s.Passes.Maybe.Empty() })
}

// gate is everything or nothing.
func gate(t rule.Truth) PortBounds {
	switch t {
	case rule.Yes:
		return exactly(AllPorts())
	case rule.No:
		return PortBounds{}
	default:
		return exactly(AllPorts()).weak()
	}
}

func listening(_ Source, to *Thing) Step {
	return Step{Layer: LayerListen, Passes: to.Ports, Says: to.Resource.Name + " listens on " + to.Ports.Maybe.String()}
}

// addressed asks whether the thing has an address that the source can call.
func addressed(from Source, to *Thing) Step {
	if from.outside {
		says := map[rule.Truth]string{
			rule.Yes: "has a public address", rule.No: "has no public address", rule.Unknown: "may have a public address",
		}
		return Step{Layer: LayerAddress, Passes: gate(to.Public), Says: to.Resource.Name + " " + says[to.Public]}
	}
	if to.Kind == ControlPlane {
		private := to.Resource.At("vpcConfig.endpointPrivateAccess").IsTrue()
		says := map[rule.Truth]string{
			rule.Yes: "has a private address", rule.No: "has no private address", rule.Unknown: "may have a private address",
		}
		return Step{Layer: LayerAddress, Passes: gate(private), Says: to.Resource.Name + " " + says[private]}
	}
	if to.own {
		return Step{Layer: LayerAddress, Says: to.Resource.Name + " is outside the VPC"}
	}
	return Step{Layer: LayerAddress, Passes: gate(rule.Yes)}
}

func routing(from Source, to *Thing) Step {
	if from.outside && to.own {
		return Step{Layer: LayerRoute, Passes: gate(rule.Yes), Says: "the address is AWS's own, outside the VPC"}
	}
	answer, by := from.routed(to)
	switch {
	case answer == rule.No && from.outside:
		return Step{Layer: LayerRoute, Passes: gate(answer), Says: "no subnet of " + to.Resource.Name + " has a route to an internet gateway"}
	case answer == rule.No:
		return Step{Layer: LayerRoute, Passes: gate(answer), Says: "no route leads there"}
	case by == nil && from.outside:
		return Step{Layer: LayerRoute, Passes: gate(answer), Says: "which route its subnets have is not known"}
	case by == nil:
		return Step{Layer: LayerRoute, Passes: gate(answer)}
	default:
		return Step{Layer: LayerRoute, Passes: gate(answer), Says: fmt.Sprintf("%s leads %s to the %s", by.Resource.Name, by.To.Maybe, strings.Join(exitNames(by), " or "))}
	}
}

func exitNames(r *Route) []string {
	out := make([]string, len(r.Exits))
	for i, e := range r.Exits {
		out[i] = string(e)
	}
	return out
}

func sending(from Source, to *Thing) Step {
	ports, by := from.sends(to)
	if from.Thing == nil || from.Thing.free {
		return Step{Layer: LayerEgress, Passes: ports}
	}
	return Step{Layer: LayerEgress, Passes: ports, Says: "no egress rule of " + carried(from.Thing) + " leads there", Rules: by}
}

func filtering(from Source, to *Thing) Step {
	if from.outside && to.own {
		return Step{Layer: LayerACL, Passes: gate(rule.Yes)}
	}
	ports := from.filtered(to)
	var names []string
	for _, s := range slices.Concat(from.subnets, to.Subnets) {
		for _, acl := range s.acls {
			names = append(names, acl.Resource.Name)
		}
	}
	says := strings.Join(distinct(names), ", ") + " let " + short(ports.Maybe) + " through, and replies back"
	if ports.Maybe.Empty() {
		says = strings.Join(distinct(names), ", ") + " let nothing through"
	}
	if len(names) == 0 {
		says = ""
	}
	return Step{Layer: LayerACL, Passes: ports, Says: says}
}

func admitting(from Source, to *Thing) Step {
	if from.outside && to.own {
		read := readAddresses(from.Addresses.Maybe, to.Resource.At("vpcConfig.publicAccessCidrs"))
		if to.Resource.At("vpcConfig.publicAccessCidrs").Present() == rule.No { // everyone, unless it is said
			read = AddressBounds{Everywhere(), Everywhere()}
		}
		ports := TrafficBounds{From(read.Sure, AllPorts()), From(read.Maybe, AllPorts())}.For(from.Addresses)
		return Step{Layer: LayerIngress, Passes: ports, Says: to.Resource.Name + " admits " + read.Maybe.String()}
	}
	ports, by := from.admits(to)
	if to.free {
		return Step{Layer: LayerIngress, Passes: ports, Says: to.Resource.Name + " has no security group"}
	}
	if from.outside && to.SubnetsKnown() && len(to.Subnets) > 0 {
		// An address has to pass both: that one admits some and the other others is
		// not enough.
		ports = ports.Intersect(both(by, to.Subnets).For(from.Addresses))
	}
	return Step{Layer: LayerIngress, Passes: ports, Says: "no ingress rule of " + carried(to) + " admits it", Rules: by}
}

// both is the traffic that the rules and the network ACLs of one of the subnets
// admit by address.
func both(by []*Rule, subnets []*Subnet) TrafficBounds {
	var rules, acls TrafficBounds
	for _, r := range by {
		rules = rules.Union(r.ByAddress())
	}
	for _, s := range subnets {
		acls = acls.Union(s.Passes(false))
	}
	return TrafficBounds{rules.Sure.Intersect(acls.Sure), rules.Maybe.Intersect(acls.Maybe)}
}

// carried names a thing's groups.
func carried(t *Thing) string {
	if len(t.Groups) == 0 {
		return t.Resource.Name
	}
	names := make([]string, len(t.Groups))
	for i, group := range t.Groups {
		names[i] = group.Name()
	}
	return strings.Join(names, ", ")
}

// Describe is the rule in a few words: "cluster-nodes-in-pods: tcp 1025-65535 from
// cluster-nodes".
func (r *Rule) Describe(out bool) string {
	direction := " from "
	if out {
		direction = " to "
	}
	var peers []string
	if !r.Addresses.Maybe.Empty() {
		peers = append(peers, r.Addresses.Maybe.String())
	}
	for _, g := range slices.Concat(r.sources, r.perhaps) {
		peers = append(peers, g.Name())
	}
	if r.open {
		peers = append(peers, "a group that is not known yet")
	}
	if r.foreign {
		peers = append(peers, "a group that is not in the stack")
	}
	return r.Resource.Name + ": " + short(r.Ports.Maybe) + direction + strings.Join(peers, ", ")
}

// short is ports, with what is long left out.
func short(p Ports) string {
	const enough = 60
	text := p.String()
	if len(text) > enough {
		if cut := strings.LastIndex(text[:enough], ","); cut > 0 {
			return text[:cut] + ", ..."
		}
	}
	return text
}
