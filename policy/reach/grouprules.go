package reach

import (
	"slices"
	"strings"

	"github.com/covetpy/platform/policy/rule"
)

// readGroups finds every group and every rule.
func (g *Graph) readGroups() {
	for _, r := range g.index.stack.OfType(typeGroup, typeDefaultGroup) {
		group := g.group(r)
		if r.Type == typeDefaultGroup {
			group.Resource = r
			g.adopted[group] = true
		}
		in, out := g.inline(group, r, "ingress"), g.inline(group, r, "egress")
		group.Ingress, group.Egress = append(group.Ingress, in...), append(group.Egress, out...)
		g.ingress, g.egress = append(g.ingress, in...), append(g.egress, out...)
	}
	for _, r := range g.index.stack.OfType(vpcTypes...) {
		if group := g.group(r); !g.adopted[group] {
			g.addBuiltin(group, r)
		}
	}
	for _, r := range g.index.stack.OfType(typeCluster) {
		g.addBuiltin(g.group(r), r)
	}
	for _, r := range g.index.stack.OfType(typeGroupRule, typeIngressRule, typeEgressRule) {
		g.addRule(r)
	}
}

// addBuiltin adds what AWS puts in a group that it makes itself: all traffic from
// the group's own members, and everything out.
func (g *Graph) addBuiltin(group *Group, r *rule.Resource) {
	path := "defaultSecurityGroupId"
	if r.Type == typeCluster {
		path = "vpcConfig.clusterSecurityGroupId"
	}
	group.Ingress = append(group.Ingress, &Rule{
		Group: group, Resource: r, At: r.At(path), Ports: exactly(AllPorts()), sources: []*Group{group},
	})
	everywhere := AddressBounds{Everywhere(), Everywhere()}
	group.Egress = append(group.Egress, &Rule{
		Group: group, Resource: r, At: r.At(path), Ports: exactly(AllPorts()), Addresses: everywhere,
	})
}

// inline reads the rules in a list of the group itself.
func (g *Graph) inline(group *Group, r *rule.Resource, list string) []*Rule {
	if !declared(r, list) {
		return nil
	}
	items := r.At(list).Items()
	unknown := 0
	for _, item := range items {
		if anyUnknown(item.At("securityGroups")) {
			unknown++
		}
	}
	var out []*Rule
	for _, item := range items {
		if item.Present() == rule.Unknown {
			out = append(out, &Rule{Group: group, Resource: r, At: item, Ports: PortBounds{Maybe: AllPorts()}, Addresses: AddressBounds{Maybe: Everywhere()}, open: true})
			continue
		}
		made := &Rule{
			Group: group, Resource: r, At: item,
			Ports:     readPorts(item.At("protocol"), item.At("fromPort"), item.At("toPort")),
			Addresses: readAddresses(ipv4, item.At("cidrBlocks")).union(readAddresses(ipv6, item.At("ipv6CidrBlocks"))),
		}
		peers := g.index.follow(r, groupTypes, unknown > 1, item.At("securityGroups").Path())
		g.refer(made, peers)
		made.selfRef(item.At("self"))
		made.Addresses = made.Addresses.union(g.prefixLists(r, len(items) > 1, item.At("prefixListIds").Path()))
		out = append(out, made)
	}
	return out
}

func anyUnknown(list rule.Value) bool {
	return slices.ContainsFunc(list.Items(), func(v rule.Value) bool { return v.Present() == rule.Unknown })
}

// refer takes the groups that a rule's property names.
func (g *Graph) refer(r *Rule, peers links) {
	r.sources = append(r.sources, g.groupsOf(peers.sure)...)
	r.perhaps = append(r.perhaps, g.groupsOf(peers.maybe)...)
	r.open = r.open || peers.open
	r.foreign = r.foreign || len(peers.elsewhere) > 0
}

// selfRef reads the switch that means the rule's own group.
func (r *Rule) selfRef(self rule.Value) {
	switch self.IsTrue() {
	case rule.Yes:
		r.sources = appendGroup(r.sources, r.Group)
	case rule.Unknown:
		r.perhaps = appendGroup(r.perhaps, r.Group)
	case rule.No:
	}
}

func appendGroup(list []*Group, group *Group) []*Group {
	if group == nil {
		return list // a rule that is read by itself
	}
	return append(list, group)
}

// addRule reads a rule that is a resource, and puts it in its group; in each, as
// possible only, where nothing says which.
func (g *Graph) addRule(r *rule.Resource) {
	of := g.index.follow(r, groupTypes, false, "securityGroupId")
	owners, weak := g.groupsOf(of.sure), false
	if len(of.sure) != 1 || of.open {
		weak = true
		owners = g.groupsOf(of.every())
		if of.open {
			owners = slices.Clone(g.groups)
		}
	}
	direction := r.At("type")
	undirected := r.Type == typeGroupRule && direction.Present() == rule.Unknown
	out := r.Type == typeEgressRule || (r.Type == typeGroupRule && direction.Is("ingress") != rule.Yes)
	in := r.Type == typeIngressRule || (r.Type == typeGroupRule && direction.Is("egress") != rule.Yes)
	for _, owner := range owners {
		made := g.separate(owner, r)
		made.weak = weak || undirected
		if in {
			owner.Ingress = append(owner.Ingress, made)
		}
		if out {
			owner.Egress = append(owner.Egress, made)
		}
	}
	alone := g.separate(nil, r)
	alone.weak = undirected
	if in {
		g.ingress = append(g.ingress, alone)
	}
	if out {
		g.egress = append(g.egress, alone)
	}
}

// separate reads a rule of either of the two kinds of resources.
func (g *Graph) separate(owner *Group, r *rule.Resource) *Rule {
	made := &Rule{Group: owner, Resource: r, At: peerOf(r)}
	if r.Type == typeGroupRule {
		made.Ports = readPorts(r.At("protocol"), r.At("fromPort"), r.At("toPort"))
		made.Addresses = readAddresses(ipv4, r.At("cidrBlocks")).union(readAddresses(ipv6, r.At("ipv6CidrBlocks")))
		// The provider fills in the source where ranges are given instead.
		if declared(r, "sourceSecurityGroupId") || made.Addresses.Maybe.Empty() {
			g.refer(made, g.peers(r, "sourceSecurityGroupId"))
		}
		made.selfRef(r.At("self"))
		made.Addresses = made.Addresses.union(g.prefixLists(r, false, "prefixListIds"))
		return made
	}
	made.Ports = readPorts(r.At("ipProtocol"), r.At("fromPort"), r.At("toPort"))
	made.Addresses = readAddresses(ipv4, r.At("cidrIpv4")).union(readAddresses(ipv6, r.At("cidrIpv6")))
	g.refer(made, g.peers(r, "referencedSecurityGroupId"))
	made.Addresses = made.Addresses.union(g.prefixLists(r, false, "prefixListId"))
	return made
}

// peerOf is the property of a rule that says who is admitted.
func peerOf(r *rule.Resource) rule.Value {
	for _, path := range []string{
		"cidrIpv4", "cidrIpv6", "prefixListId", "referencedSecurityGroupId",
		"cidrBlocks", "ipv6CidrBlocks", "prefixListIds", "sourceSecurityGroupId", "self",
	} {
		if r.At(path).Present() != rule.No {
			return r.At(path)
		}
	}
	return r.At("securityGroupId")
}

// peers are the groups that a property names. Of an account and a group
// ("111122223333/sg-...") the group is looked up.
func (g *Graph) peers(r *rule.Resource, path string) links {
	found := g.index.follow(r, groupTypes, false, path)
	for i, value := range found.elsewhere {
		if _, id, of := strings.Cut(value, "/"); of {
			if known := g.index.find(id, groupTypes); known != nil {
				found.sure = append(found.sure, known)
				found.elsewhere = slices.Delete(found.elsewhere, i, i+1)
				break
			}
		}
	}
	return found
}

// prefixLists is the ranges of the lists that a property names. The content of a
// list that is not in the stack is not known.
func (g *Graph) prefixLists(r *rule.Resource, shared bool, path string) AddressBounds {
	if r.At(path).Present() == rule.No {
		return AddressBounds{}
	}
	named := g.index.follow(r, []string{typePrefixList}, shared, path)
	var out AddressBounds
	for _, list := range named.sure {
		out = out.union(g.entries(list))
	}
	for _, list := range named.maybe {
		out.Maybe = out.Maybe.Union(g.entries(list).Maybe)
	}
	if named.open || len(named.elsewhere) > 0 {
		out.Maybe = Everywhere()
	}
	return out
}

// entries is the content of a prefix list: its own and those of resources.
func (g *Graph) entries(list *rule.Resource) AddressBounds {
	var out AddressBounds
	if declared(list, "entries") {
		for _, item := range list.At("entries").Items() {
			out = out.union(readAddresses(Everywhere(), item.At("cidr")))
		}
	}
	for _, r := range g.index.stack.OfType(typePrefixEntry) {
		of := g.index.follow(r, []string{typePrefixList}, false, "prefixListId")
		read := readAddresses(Everywhere(), r.At("cidr"))
		switch {
		case slices.Contains(of.sure, list):
			out = out.union(read)
		case of.open || slices.Contains(of.maybe, list):
			out.Maybe = out.Maybe.Union(read.Maybe)
		}
	}
	return out
}
