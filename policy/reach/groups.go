package reach

import (
	"slices"

	"github.com/covetpy/platform/policy/rule"
)

// Group is a security group, with all its rules, wherever they are written.
type Group struct {
	// Resource is the group, or what brings it: a VPC its default group, an EKS
	// cluster the group that EKS makes.
	Resource *rule.Resource
	// Ingress and Egress are its rules.
	Ingress, Egress []*Rule

	members []*Thing
}

// Name is the group's for a reader.
func (g *Group) Name() string {
	switch g.Resource.Type {
	case typeCluster:
		return g.Resource.Name + " (EKS's own group)"
	case typeVPC, typeDefaultVPC:
		return g.Resource.Name + " (the VPC's default group)"
	default:
		return g.Resource.Name
	}
}

// Rule is one rule of a group: an element of its list, or a resource.
type Rule struct {
	Group *Group // nil when it is not known whose it is
	// Resource is where the rule is written, At the value to report it at.
	Resource *rule.Resource
	At       rule.Value
	// Ports and Addresses are what it admits by ranges; prefix lists are in it.
	Ports     PortBounds
	Addresses AddressBounds

	sources []*Group // groups that it refers to
	perhaps []*Group // that it may refer to
	weak    bool     // it may be another group's
	open    bool     // it may refer to any group: nothing says to which
	foreign bool     // it refers to a group that is not in the stack
}

// Sources are the groups that the rule surely refers to.
func (r *Rule) Sources() []*Group {
	if r.weak {
		return nil
	}
	return r.sources
}

// ByAddress is the traffic that the rule admits by ranges.
func (r *Rule) ByAddress() TrafficBounds {
	b := TrafficBounds{From(r.Addresses.Sure, r.Ports.Sure), From(r.Addresses.Maybe, r.Ports.Maybe)}
	if r.weak {
		return b.weak()
	}
	return b
}

// byGroup is the ports that the rule opens to what carries one of some groups.
func (r *Rule) byGroup(sure, maybe []*Group) PortBounds {
	has := func(list []*Group) func(*Group) bool {
		return func(g *Group) bool { return slices.Contains(list, g) }
	}
	switch {
	case !r.weak && slices.ContainsFunc(r.sources, has(sure)):
		return r.Ports
	case r.open, slices.ContainsFunc(slices.Concat(r.sources, r.perhaps), has(slices.Concat(sure, maybe))):
		return r.Ports.weak()
	default:
		return PortBounds{}
	}
}

// group returns the group that a resource is or brings.
func (g *Graph) group(r *rule.Resource) *Group {
	if r.Type == typeDefaultGroup {
		// The default group is one thing, whether it is reached by the VPC or by the
		// resource that adopts it.
		if vpcs := g.vpcOf(r, "vpcId"); len(vpcs.sure) == 1 {
			r = vpcs.sure[0]
		}
	}
	if found, ok := g.byResource[r]; ok {
		return found
	}
	made := &Group{Resource: r}
	g.byResource[r] = made
	g.groups = append(g.groups, made)
	return made
}

func (g *Graph) groupsOf(list []*rule.Resource) []*Group {
	out := make([]*Group, len(list))
	for i, r := range list {
		out[i] = g.group(r)
	}
	return distinct(out)
}

// Absent says whether the rule is surely none of its group's: No when it is, as
// it is read, and Unknown when it may be another group's or is not known yet.
func (r *Rule) Absent() rule.Truth {
	if r.weak || r.At.Present() == rule.Unknown && r.Group != nil && r.Resource == r.Group.Resource {
		return rule.Unknown
	}
	return rule.No
}
