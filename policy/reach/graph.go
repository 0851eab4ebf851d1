package reach

import (
	"slices"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"

	"github.com/covetpy/platform/policy/rule"
)

// Graph is the network of a stack.
type Graph struct {
	index *index

	groups []*Group
	// Every rule once, whosever it is, but those that AWS makes itself.
	ingress, egress []*Rule
	byResource      map[*rule.Resource]*Group
	adopted         map[*Group]bool
	tables          map[*rule.Resource]*Table
	strayRoutes     []*Route // of tables that are not in the stack
	acls            map[*rule.Resource]*ACL
	subnets         []*Subnet
	bySubnet        map[*rule.Resource]*Subnet
	things          []*Thing

	sure, maybe map[*Group]Chain // Chains, once asked for
}

// Of returns the graph of a stack, which is made once for all rules that ask.
func Of(s *rule.Stack) *Graph { return rule.Derive(s, "reach", New) }

// New reads the graph of a stack.
func New(s *rule.Stack) *Graph {
	g := &Graph{
		index: newIndex(s), byResource: map[*rule.Resource]*Group{}, adopted: map[*Group]bool{},
		tables: map[*rule.Resource]*Table{}, acls: map[*rule.Resource]*ACL{}, bySubnet: map[*rule.Resource]*Subnet{},
	}
	g.readGroups()
	g.readTables()
	g.readACLs()
	g.readSubnets()
	g.readThings()
	return g
}

// Groups are all security groups: declared, default and EKS's own.
func (g *Graph) Groups() []*Group { return g.groups }

// Ingress are the rules that let something in, each once, whosever they are: one
// whose group is not in the stack opens it all the same. Those that AWS puts into
// groups of its own making are not among them.
func (g *Graph) Ingress() []*Rule { return g.ingress }

// Egress are the rules that let something out, each once.
func (g *Graph) Egress() []*Rule { return g.egress }

// Routes are the routes of all tables, each once.
func (g *Graph) Routes() []*Route {
	var out []*Route
	for _, t := range slices.Concat(g.index.stack.OfType(tableTypes...), g.index.stack.OfType(vpcTypes...)) {
		out = append(out, g.tables[t].Routes...)
	}
	return distinct(append(out, g.strayRoutes...))
}

// Adopted says whether the program has taken over a VPC's default group, and the
// resource by which it has.
func (g *Graph) Adopted(vpc *rule.Resource) (rule.Truth, *rule.Resource) {
	answer := rule.No
	for _, r := range g.index.stack.OfType(typeDefaultGroup) {
		of := g.vpcOf(r, "vpcId")
		switch {
		case slices.Contains(of.sure, vpc):
			return rule.Yes, r
		case of.open || slices.Contains(of.maybe, vpc):
			answer = rule.Unknown
		}
	}
	return answer, nil
}

// Entries are the ranges in a prefix list: its own, and those of resources.
func (g *Graph) Entries(list *rule.Resource) AddressBounds { return g.entries(list) }

// DefaultGroup is the default group of a VPC.
func (g *Graph) DefaultGroup(vpc *rule.Resource) *Group { return g.byResource[vpc] }

// VPCs are the VPCs of the program.
func (g *Graph) VPCs() []*rule.Resource { return g.index.stack.OfType(vpcTypes...) }

// InVPC says whether a property of a resource names a VPC, straight or through
// what stands in for one.
func (g *Graph) InVPC(r *rule.Resource, path string, vpc *rule.Resource) rule.Truth {
	of := g.vpcOf(r, path)
	switch {
	case slices.Contains(of.sure, vpc):
		return rule.Yes
	case of.open || slices.Contains(of.maybe, vpc):
		return rule.Unknown
	default:
		return rule.No
	}
}

// Subnets are all subnets.
func (g *Graph) Subnets() []*Subnet { return g.subnets }

// ACLs are the network ACLs of the program, the default ones that it adopts
// included.
func (g *Graph) ACLs() []*ACL {
	var out []*ACL
	for _, r := range g.index.stack.OfType(aclTypes...) {
		out = append(out, g.acls[r])
	}
	return out
}

// Things are everything of some kinds; of all kinds when none is named.
func (g *Graph) Things(kinds ...Kind) []*Thing {
	if len(kinds) == 0 {
		return g.things
	}
	var out []*Thing
	for _, k := range kinds {
		for _, t := range g.things {
			if t.Kind == k {
				out = append(out, t)
			}
		}
	}
	return out
}

// Stores are the things that keep data.
func (g *Graph) Stores() []*Thing { return g.Things(Database, Cache, Search, FileSystem) }

// text is a value that no property has.
func text(s string) rule.Value { return rule.NewValue("", resource.NewProperty(s)) }
