package reach

import (
	"slices"

	"github.com/covetpy/platform/policy/rule"
)

// Source is where a connection begins: the internet, the addresses of a tier of
// subnets, or a thing.
type Source struct {
	Name      string
	Addresses AddressBounds
	// Thing is nil for what is only addresses: no group of its own holds it back.
	Thing *Thing

	subnets []*Subnet
	open    bool // it may be in other subnets
	outside bool
}

// InternetIPv4 and InternetIPv6 are strangers.
func InternetIPv4() Source { return stranger("internet IPv4", ipv4) }

// InternetIPv6 is strangers of the other family.
func InternetIPv6() Source { return stranger("internet IPv6", ipv6) }

func stranger(name string, family Addresses) Source {
	a := family.Public()
	return Source{Name: name, Addresses: AddressBounds{a, a}, outside: true}
}

// FromTier is anything that has an address in a tier of subnets.
func (g *Graph) FromTier(t Tier) Source {
	s := Source{Name: string(t) + " subnets"}
	for _, subnet := range g.subnets {
		if subnet.Tier() == t {
			s.subnets = append(s.subnets, subnet)
			s.Addresses = s.Addresses.union(subnet.Addresses)
		}
	}
	return s
}

// FromThing is a thing.
func FromThing(t *Thing) Source {
	return Source{
		Name: t.Resource.Name, Thing: t, Addresses: t.addresses(), subnets: slices.Concat(t.Subnets, t.somewhere),
		open: !t.SubnetsKnown() || len(t.subnetLinks.elsewhere) > 0,
	}
}

// addresses are those of the thing's subnets: it has one of them.
func (t *Thing) addresses() AddressBounds {
	var out AddressBounds
	for _, s := range t.Subnets {
		out = out.union(s.Addresses)
	}
	for _, s := range t.somewhere {
		out.Maybe = out.Maybe.Union(s.Addresses.Maybe)
	}
	if t.subnetLinks.open || len(t.subnetLinks.elsewhere) > 0 || t.subnetLinks.none() {
		out.Maybe = out.Maybe.Union(ipv4)
	}
	return out
}

// sends is what the source's own groups let out to a thing.
func (s Source) sends(to *Thing) (PortBounds, []*Rule) {
	if s.Thing == nil || s.Thing.free {
		return exactly(AllPorts()), nil
	}
	var out PortBounds
	var by []*Rule
	for i, group := range slices.Concat(s.Thing.Groups, s.Thing.perhaps) {
		for _, r := range group.Egress {
			ports := r.ByAddress().For(to.addresses()).Union(r.byGroup(to.Groups, to.perhaps))
			if i >= len(s.Thing.Groups) {
				ports = ports.weak()
			}
			out, by = join(out, by, ports, r)
		}
	}
	if s.Thing.groupLinks.open || len(s.Thing.groupLinks.elsewhere) > 0 {
		out.Maybe = AllPorts()
	}
	return out, by
}

// admits is what a thing's groups let in from the source.
func (s Source) admits(to *Thing) (PortBounds, []*Rule) {
	if to.free {
		return exactly(AllPorts()), nil
	}
	var sure, perhaps []*Group
	if s.Thing != nil {
		sure, perhaps = s.Thing.Groups, s.Thing.perhaps
	}
	var out PortBounds
	var by []*Rule
	for i, group := range slices.Concat(to.Groups, to.perhaps) {
		for _, r := range group.Ingress {
			ports := r.ByAddress().For(s.Addresses).Union(r.byGroup(sure, perhaps))
			if i >= len(to.Groups) {
				ports = ports.weak()
			}
			out, by = join(out, by, ports, r)
		}
	}
	if to.groupLinks.open || len(to.groupLinks.elsewhere) > 0 {
		out.Maybe = AllPorts()
	}
	return out, by
}

func join(sum PortBounds, by []*Rule, ports PortBounds, r *Rule) (PortBounds, []*Rule) {
	if ports.Maybe.Empty() {
		return sum, by
	}
	return sum.Union(ports), append(by, r)
}

// routed says whether packets of the source find the thing: from outside by an
// internet gateway, inside in one VPC, or by a route to another.
func (s Source) routed(to *Thing) (rule.Truth, *Route) {
	if s.outside {
		return leadsOne(to, s.Addresses.Sure)
	}
	same := rule.No
	for _, a := range s.subnets {
		for _, b := range slices.Concat(to.Subnets, to.somewhere) {
			same = rule.Or(same, meet(a.vpcs, b.vpcs))
		}
	}
	if s.open || !to.SubnetsKnown() || len(to.subnetLinks.elsewhere) > 0 || to.subnetLinks.none() {
		same = rule.Or(same, rule.Unknown)
	}
	if same != rule.No {
		return same, nil
	}
	target := to.addresses()
	for _, a := range s.subnets {
		for _, route := range a.Routes() {
			there := some(route.To.Sure.Intersect(target.Sure).Empty(), route.To.Maybe.Intersect(target.Maybe).Empty())
			if leads := rule.And(there, route.leads(ExitNetwork)); leads != rule.No {
				return rule.And(leads, rule.Of(!a.open || leads == rule.Unknown)), route
			}
		}
	}
	return rule.No, nil
}

func leadsOne(to *Thing, family Addresses) (rule.Truth, *Route) {
	answer, by := rule.No, (*Route)(nil)
	if !to.SubnetsKnown() || len(to.subnetLinks.elsewhere) > 0 || to.subnetLinks.none() || len(to.somewhere) > 0 {
		answer = rule.Unknown
	}
	for _, subnet := range to.Subnets {
		leads, route := subnet.Leads(family, ExitInternet)
		if leads == rule.Yes {
			return rule.Yes, route
		}
		if leads == rule.Unknown {
			answer, by = leads, route
		}
	}
	return answer, by
}

// meet says whether two things are surely in one VPC.
func meet(a, b links) rule.Truth {
	for _, vpc := range a.sure {
		if slices.Contains(b.sure, vpc) {
			return rule.Yes
		}
	}
	for _, id := range a.elsewhere {
		if slices.Contains(b.elsewhere, id) {
			return rule.Yes
		}
	}
	if a.open || b.open || len(a.maybe)+len(b.maybe) > 0 {
		return rule.Unknown
	}
	return rule.No
}

// ephemeral is where replies come back to.
func ephemeral() Ports { return Range(TCP, 1024, lastPort).Union(Range(UDP, 1024, lastPort)) }

// filtered is what the network ACLs on the way let through, replies included.
// Inside one subnet none is asked.
func (s Source) filtered(to *Thing) PortBounds {
	for _, subnet := range s.subnets {
		if slices.Contains(to.Subnets, subnet) && !s.open {
			return exactly(AllPorts())
		}
	}
	in, back := passing(to.Subnets, s.Addresses)
	ports := in
	replies := back.Intersect(exactly(ephemeral()))
	if !s.outside {
		target := to.addresses()
		back, out := passing(s.subnets, target)
		ports = ports.Intersect(out)
		replies = replies.Intersect(back)
	}
	if s.open || !to.SubnetsKnown() || to.subnetLinks.none() || len(to.subnetLinks.elsewhere) > 0 {
		return PortBounds{ports.Sure, AllPorts()}
	}
	switch replies.Some() {
	case rule.Yes:
		return ports
	case rule.Unknown:
		return ports.weak()
	default:
		return PortBounds{}
	}
}

// passing is what the ACLs of some subnets let in from and out to addresses.
func passing(subnets []*Subnet, a AddressBounds) (in, out PortBounds) {
	for _, subnet := range subnets {
		in = in.Union(subnet.Passes(false).For(a))
		out = out.Union(subnet.Passes(true).For(a))
	}
	return in, out
}
