package reach

import (
	"cmp"
	"math"
	"slices"

	"github.com/covetpy/platform/policy/rule"
)

// ACL is a network ACL: numbered rules of which the first that fits decides.
type ACL struct {
	Resource *rule.Resource
	Entries  []*Entry

	allowed map[bool]TrafficBounds // by direction, once asked for
}

// Entry is one rule of a network ACL.
type Entry struct {
	Resource *rule.Resource
	At       rule.Value
	Traffic  TrafficBounds

	number float64 // NaN when it is not known
	deny   rule.Truth
	out    rule.Truth
	weak   bool // it may be another ACL's
}

// allowAll is what AWS puts into the ACL that a VPC comes with.
func allowAll() TrafficBounds {
	all := From(Everywhere(), AllPorts())
	return TrafficBounds{all, all}
}

// Allowed is what passes in a direction. What may be refused before it is not
// sure; what may be allowed first is possible.
func (a *ACL) Allowed(out bool) TrafficBounds {
	if done, ok := a.allowed[out]; ok {
		return done
	}
	if a.allowed == nil {
		a.allowed = map[bool]TrafficBounds{}
	}
	a.allowed[out] = a.firstMatch(out)
	return a.allowed[out]
}

func (a *ACL) firstMatch(out bool) TrafficBounds {
	entries := slices.DeleteFunc(slices.Clone(a.Entries), func(e *Entry) bool { return e.direction(out) == rule.No })
	slices.SortStableFunc(entries, func(x, y *Entry) int { return cmp.Compare(x.number, y.number) })
	var allowed TrafficBounds
	var refused TrafficBounds // Sure: refused by now; Maybe: may be
	for _, e := range entries {
		sure := e.direction(out) == rule.Yes && !e.weak && !math.IsNaN(e.number)
		if e.deny != rule.Yes {
			allowed.Maybe = allowed.Maybe.Union(e.Traffic.Maybe.Minus(refused.Sure))
		}
		if sure && e.deny == rule.No {
			allowed.Sure = allowed.Sure.Union(e.Traffic.Sure.Minus(refused.Maybe))
		}
		if e.deny != rule.No {
			refused.Maybe = refused.Maybe.Union(e.Traffic.Maybe)
		}
		if sure && e.deny == rule.Yes {
			refused.Sure = refused.Sure.Union(e.Traffic.Sure)
		}
	}
	return allowed
}

// By is the first entry that lets the internet in on one of some ports, nil when
// none does.
func (a *ACL) By(p Ports) *Entry {
	for _, e := range a.Entries {
		if e.deny != rule.Yes && e.out != rule.Yes && !e.Traffic.Maybe.For(internet).Intersect(p).Empty() {
			return e
		}
	}
	return nil
}

func (e *Entry) direction(out bool) rule.Truth {
	if out {
		return e.out
	}
	return rule.Not(e.out)
}

// readACLs finds every network ACL and every rule of one.
func (g *Graph) readACLs() {
	for _, r := range g.index.stack.OfType(aclTypes...) {
		acl := &ACL{Resource: r}
		g.acls[r] = acl
		for _, list := range []string{"ingress", "egress"} {
			if !declared(r, list) {
				continue
			}
			for _, item := range r.At(list).Items() {
				acl.Entries = append(acl.Entries, readEntry(r, item, item.At, rule.Of(list == "egress"), "action", "ruleNo"))
			}
		}
	}
	for _, r := range g.index.stack.OfType(vpcTypes...) {
		// Nobody adopted it, or somebody did: readSubnets asks.
		g.acls[r] = &ACL{Resource: r, Entries: []*Entry{
			{Resource: r, At: r.At("defaultNetworkAclId"), Traffic: allowAll(), deny: rule.No, out: rule.Yes},
			{Resource: r, At: r.At("defaultNetworkAclId"), Traffic: allowAll(), deny: rule.No, out: rule.No},
		}}
	}
	for _, r := range g.index.stack.OfType(typeACLRule) {
		entry := readEntry(r, r.At("cidrBlock"), r.At, r.At("egress").IsTrue(), "ruleAction", "ruleNumber")
		of := g.index.follow(r, slices.Concat(aclTypes, vpcTypes), false, "networkAclId")
		entry.weak = of.open || len(of.sure) != 1
		owners := of.every()
		if of.open {
			owners = g.index.stack.OfType(aclTypes...)
		}
		for _, owner := range owners {
			if acl := g.acls[g.adoptedACL(owner)]; acl != nil {
				acl.Entries = append(acl.Entries, entry)
			}
		}
	}
}

// adoptedACL is the resource that adopts a VPC's default ACL, or what came in.
func (g *Graph) adoptedACL(owner *rule.Resource) *rule.Resource {
	if by := g.adopters(typeDefaultACL, "defaultNetworkAclId", owner); len(by.sure) > 0 {
		return by.sure[0]
	}
	return owner
}

// adopters are the resources of a type that surely or possibly take over what a
// VPC comes with.
func (g *Graph) adopters(typ, path string, vpc *rule.Resource) links {
	var out links
	for _, r := range g.index.stack.OfType(typ) {
		of := g.index.follow(r, vpcTypes, false, path)
		switch {
		case slices.Contains(of.sure, vpc):
			out.sure = append(out.sure, r)
		case of.open || slices.Contains(of.maybe, vpc):
			out.maybe = append(out.maybe, r)
		}
	}
	return out
}

func readEntry(r *rule.Resource, where rule.Value, at func(string) rule.Value, out rule.Truth, action, number string) *Entry {
	from, to := at("fromPort"), at("toPort")
	if text, known := at("protocol").Text(); known == rule.Yes {
		if n, _, _ := protocolNumber(text); n == ICMP || n == ICMPv6 {
			from, to = at("icmpType"), at("icmpCode")
		}
	}
	ports := readPorts(at("protocol"), from, to)
	addresses := readAddresses(ipv4, at("cidrBlock")).union(readAddresses(ipv6, at("ipv6CidrBlock")))
	e := &Entry{
		Resource: r, At: where, out: out, number: math.NaN(),
		Traffic: TrafficBounds{From(addresses.Sure, ports.Sure), From(addresses.Maybe, ports.Maybe)},
		deny:    rule.Not(at(action).Is("allow", "Allow", "ALLOW")),
	}
	if where.Present() == rule.Unknown && !declared(r, "cidrBlock") && r.Type != typeACLRule {
		e.Traffic, e.deny, e.out = TrafficBounds{Maybe: From(Everywhere(), AllPorts())}, rule.Unknown, out
	}
	if n, known := at(number).Number(); known == rule.Yes {
		e.number = n
	}
	return e
}

// attachACLs gives a subnet the ACL that lists it, the one that an association
// names, or its VPC's default one.
func (g *Graph) attachACLs(s *Subnet) {
	var own links
	for _, r := range g.index.stack.OfType(typeACL) {
		of := g.index.follow(r, subnetTypes, false, "subnetIds")
		switch {
		case slices.Contains(of.sure, s.Resource):
			own.sure = append(own.sure, r)
		case of.open || slices.Contains(of.maybe, s.Resource):
			own.maybe = append(own.maybe, r)
		}
	}
	for _, r := range g.index.stack.OfType(typeACLAssociation) {
		own = own.and(g.attached(r, s.Resource, subnetTypes, "subnetId", slices.Concat(aclTypes, vpcTypes), "networkAclId"))
	}
	if len(own.sure) == 1 {
		own.maybe = nil // a subnet has one
	}
	if len(own.sure) == 0 {
		byDefault := g.defaultACL(s)
		if !own.none() {
			byDefault = byDefault.weak()
		}
		own = own.and(byDefault)
	}
	for _, r := range own.every() {
		if acl := g.acls[g.adoptedACL(r)]; acl != nil {
			s.acls = append(s.acls, acl)
		}
	}
	s.acls = distinct(s.acls)
	s.aclsOf = own.open || len(own.elsewhere) > 0 || len(s.acls) != 1
}

// defaultACL is the ACL of a subnet that no other has: the VPC's, as AWS makes it
// or as the program has adopted it.
func (g *Graph) defaultACL(s *Subnet) links {
	return g.byDefault(s, typeDefaultACL, "defaultNetworkAclId")
}

// byDefault is what the subnet's VPC comes with and, where it is not sure that
// nobody has, what may adopt it.
func (g *Graph) byDefault(s *Subnet, typ, path string) links {
	out := links{open: s.vpcs.open}
	for _, vpc := range s.vpcs.every() {
		by := g.adopters(typ, path, vpc)
		here := links{sure: []*rule.Resource{vpc}}
		if len(by.sure) > 0 {
			here.sure = by.sure[:1]
		} else if len(by.maybe) > 0 {
			here = links{maybe: append([]*rule.Resource{vpc}, by.maybe...)}
		}
		out = out.and(here)
	}
	if len(s.vpcs.sure) != 1 || len(s.vpcs.maybe) > 0 {
		return out.weak()
	}
	return out
}

// Passes is what the subnet's ACL lets through in a direction.
func (s *Subnet) Passes(out bool) TrafficBounds {
	if len(s.acls) == 1 && !s.aclsOf {
		return s.acls[0].Allowed(out)
	}
	var b TrafficBounds
	for _, acl := range s.acls {
		b.Maybe = b.Maybe.Union(acl.Allowed(out).Maybe)
	}
	if s.aclsOf {
		b.Maybe = allowAll().Maybe
	}
	return b
}
