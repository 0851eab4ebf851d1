package reach

import (
	"fmt"
	"slices"
	"strings"
)

// Party is a row or a column of a matrix: things that are alike, which are those
// of one kind with the same groups in subnets of the same tiers.
type Party struct {
	Name   string
	Kind   Kind
	Things []*Thing
}

// The internet, as a target: the two families.
const (
	ToInternetIPv4 = "internet IPv4"
	ToInternetIPv6 = "internet IPv6"
)

// Cell is what one source reaches of one party, or of the internet.
type Cell struct {
	From, To string
	Answer   Answer
}

// Matrix is who reaches whom.
type Matrix struct {
	Sources []string
	Targets []string
	Cells   []Cell // a row of all targets for each source
}

// Matrix asks of every source and every party: strangers of both families, each
// tier of subnets that there is, and every thing that has groups. A party is
// asked of once for all its things, as they answer alike.
func (g *Graph) Matrix() Matrix {
	parties := g.parties()
	sources := []Source{InternetIPv4(), InternetIPv6()}
	for _, t := range []Tier{Public, Private, Isolated} {
		if s := g.FromTier(t); len(s.subnets) > 0 {
			sources = append(sources, s)
		}
	}
	for _, p := range parties {
		s := FromThing(p.Things[0])
		for _, t := range p.Things[1:] {
			more := FromThing(t)
			s.subnets = append(s.subnets, more.subnets...)
			s.Addresses = s.Addresses.union(more.Addresses)
		}
		s.Name = p.Name
		sources = append(sources, s)
	}
	m := Matrix{Targets: []string{ToInternetIPv4, ToInternetIPv6}}
	for _, p := range parties {
		if p.Kind != Function { // nobody calls a function by the network
			m.Targets = append(m.Targets, p.Name)
		}
	}
	for _, s := range sources {
		m.Sources = append(m.Sources, s.Name)
		if !s.outside {
			m.Cells = append(m.Cells,
				Cell{From: s.Name, To: ToInternetIPv4, Answer: g.Outward(s, ipv4)},
				Cell{From: s.Name, To: ToInternetIPv6, Answer: g.Outward(s, ipv6)})
		}
		for _, p := range parties {
			if p.Kind != Function {
				m.Cells = append(m.Cells, Cell{From: s.Name, To: p.Name, Answer: g.ofParty(s, p)})
			}
		}
	}
	return m
}

// At is the cell of a source and a target; ok is false when there is none.
func (m Matrix) At(from, to string) (c Cell, ok bool) {
	i := slices.IndexFunc(m.Cells, func(c Cell) bool { return c.From == from && c.To == to })
	if i < 0 {
		return Cell{}, false
	}
	return m.Cells[i], true
}

// ofParty asks of each thing of a party until one is reached.
func (g *Graph) ofParty(s Source, p Party) Answer {
	answers := make([]Answer, len(p.Things))
	for i, t := range p.Things {
		answers[i] = g.Between(s, t)
		if !answers[i].Ports.Sure.Empty() {
			return answers[i]
		}
	}
	for _, a := range answers {
		if !a.Ports.Maybe.Empty() {
			return a
		}
	}
	return answers[0]
}

// parties puts like things together, in the order of kinds.
func (g *Graph) parties() []Party {
	var out []Party
	index := map[string]int{}
	for _, t := range g.things {
		key := t.alike()
		if i, ok := index[key]; ok {
			out[i].Things = append(out[i].Things, t)
			continue
		}
		index[key] = len(out)
		out = append(out, Party{Kind: t.Kind, Things: []*Thing{t}})
	}
	slices.SortStableFunc(out, func(a, b Party) int { return slices.Index(kinds, a.Kind) - slices.Index(kinds, b.Kind) })
	count := map[string]int{}
	for i := range out {
		name := out[i].label()
		count[name]++
		if n := count[name]; n > 1 {
			name = fmt.Sprintf("%s#%d", name, n)
		}
		out[i].Name = name
	}
	return out
}

// alike is the same text for things that answer alike. Stores, load balancers and
// control planes count one by one.
func (t *Thing) alike() string {
	parts := []string{string(t.Kind)}
	for _, group := range t.Groups {
		parts = append(parts, string(group.Resource.URN))
	}
	for _, tier := range t.tiers() {
		parts = append(parts, string(tier))
	}
	if t.Kind.Store() || t.Kind == LoadBalancer || t.Kind == ControlPlane {
		parts = append(parts, string(t.Resource.URN))
	}
	return strings.Join(parts, "|")
}

var kinds = []Kind{LoadBalancer, ControlPlane, Nodes, Machine, Function, Proxy, Database, Cache, Search, FileSystem, Endpoint}

func (t *Thing) tiers() []Tier {
	var out []Tier
	for _, s := range t.Subnets {
		out = append(out, s.Tier())
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// label is a thing's own name, or what the names of several have in common.
func (p Party) label() string {
	name := p.Things[0].Resource.Name
	for _, t := range p.Things[1:] {
		for !strings.HasPrefix(t.Resource.Name, name) {
			name = name[:len(name)-1]
		}
	}
	if name = strings.TrimRight(name, "-._ "); name == "" || len(p.Things) > 1 && p.Kind == Nodes {
		return string(p.Kind)
	}
	return name
}
