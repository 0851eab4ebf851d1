package reach

import (
	"slices"

	"github.com/covetpy/platform/policy/rule"
)

// Subnet is a subnet with what decides about its traffic.
type Subnet struct {
	Resource  *rule.Resource
	Addresses AddressBounds

	vpcs   links
	tables []*Table // surely this one, when it is one and not open
	open   bool     // another table may be its
	acls   []*ACL
	aclsOf bool // another ACL may be its
}

// Tier is how a subnet is connected.
type Tier string

// Tiers of subnets.
const (
	Public   Tier = "public"   // an internet gateway
	Private  Tier = "private"  // a way out
	Isolated Tier = "isolated" // neither
)

// Routes are the routes of the tables that the subnet has, or may have.
func (s *Subnet) Routes() []*Route {
	var out []*Route
	for _, t := range s.tables {
		out = append(out, t.Routes...)
	}
	return out
}

// Leads says whether some public address of a family is reached by one of the
// exits, and by which route.
func (s *Subnet) Leads(family Addresses, exits ...Exit) (rule.Truth, *Route) {
	answer, by := rule.No, (*Route)(nil)
	if s.open {
		answer = rule.Unknown
	}
	for _, route := range s.Routes() {
		there := some(route.To.Sure.Public().Intersect(family).Empty(), route.To.Maybe.Public().Intersect(family).Empty())
		leads := rule.And(there, route.leads(exits...))
		if leads == rule.Yes && (s.open || len(s.tables) != 1) {
			leads = rule.Unknown
		}
		if leads == rule.Yes {
			return rule.Yes, route
		}
		if leads == rule.Unknown {
			answer, by = rule.Unknown, route
		}
	}
	return answer, by
}

// Tier is the best that the subnet surely has.
func (s *Subnet) Tier() Tier {
	if yes, _ := s.Leads(Everywhere(), ExitInternet); yes == rule.Yes {
		return Public
	}
	if yes, _ := s.Leads(Everywhere(), ExitOutbound, ExitNetwork); yes == rule.Yes {
		return Private
	}
	return Isolated
}

// vpcOf follows a property to VPCs, through what stands in for one.
func (g *Graph) vpcOf(r *rule.Resource, path string) links {
	found := g.index.follow(r, slices.Concat(vpcTypes, []string{typeSecondaryIPv4, typeGateway}), false, path)
	through := func(list []*rule.Resource) (out links) {
		for _, v := range list {
			if slices.Contains(vpcTypes, v.Type) {
				out.sure = append(out.sure, v)
				continue
			}
			out = out.and(g.index.follow(v, vpcTypes, false, "vpcId"))
		}
		return out
	}
	out := through(found.sure).and(through(found.maybe).weak())
	out.open = out.open || found.open
	out.elsewhere = append(out.elsewhere, found.elsewhere...)
	return out
}

// readSubnets finds every subnet with its table and its ACL.
func (g *Graph) readSubnets() {
	for _, r := range g.index.stack.OfType(subnetTypes...) {
		s := &Subnet{Resource: r, vpcs: g.vpcOf(r, "vpcId")}
		s.Addresses = readAddresses(ipv4, r.At("cidrBlock"))
		if declared(r, "ipv6CidrBlock") {
			s.Addresses = s.Addresses.union(readAddresses(ipv6, r.At("ipv6CidrBlock")))
		}
		g.subnets = append(g.subnets, s)
		g.bySubnet[r] = s
	}
	for _, s := range g.subnets {
		g.attachTables(s)
		g.attachACLs(s)
	}
}

// attachTables gives a subnet the table of its association; without one, the
// VPC's main table.
func (g *Graph) attachTables(s *Subnet) {
	var own links
	for _, r := range g.index.stack.OfType(typeAssociation) {
		if r.At("subnetId").Present() == rule.No {
			continue // of a gateway
		}
		own = own.and(g.attached(r, s.Resource, subnetTypes, "subnetId", slices.Concat(tableTypes, vpcTypes), "routeTableId"))
	}
	if len(own.sure) == 0 {
		own = own.and(g.mainTables(s, own.none()))
	}
	for _, t := range own.every() {
		if table := g.tables[t]; table != nil {
			s.tables = append(s.tables, table)
		}
	}
	s.tables = distinct(s.tables)
	s.open = own.open || len(own.elsewhere) > 0 || len(s.tables) != 1
	if len(own.maybe) > 0 {
		s.open = true
	}
}

// mainTables is the main table of the subnet's VPC. Only when no association may
// be the subnet's is it surely this one.
func (g *Graph) mainTables(s *Subnet, alone bool) links {
	var set links
	for _, vpc := range s.vpcs.every() {
		for _, r := range g.index.stack.OfType(typeMain) {
			set = set.and(g.attached(r, vpc, vpcTypes, "vpcId", tableTypes, "routeTableId"))
		}
	}
	if len(set.sure) == 0 {
		builtin := g.byDefault(s, typeDefaultTable, "defaultRouteTableId")
		if !set.none() {
			builtin = builtin.weak()
		}
		set = set.and(builtin)
	}
	set.open = set.open || s.vpcs.open
	if !alone || len(s.vpcs.maybe) > 0 {
		return set.weak()
	}
	return set
}

// attached is what one property of an association names, for the thing that
// another names.
func (g *Graph) attached(r, of *rule.Resource, ofTypes []string, ofPath string, types []string, path string) links {
	owners := g.index.follow(r, ofTypes, false, ofPath)
	switch {
	case slices.Contains(owners.sure, of):
		return g.index.follow(r, types, false, path)
	case owners.open || slices.Contains(owners.maybe, of):
		return g.index.follow(r, types, false, path).weak()
	default:
		return links{}
	}
}
