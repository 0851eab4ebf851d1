package reach

// Traffic is a set of protocols and ports with, for each, a set of addresses:
// who may call on what. The zero value is empty.
type Traffic struct{ cells []cell }

// cell is ports that have the same addresses. The ports of a traffic's cells do
// not overlap.
type cell struct {
	ports     Ports
	addresses Addresses
}

// From is the ports for the addresses.
func From(a Addresses, p Ports) Traffic { return Traffic{}.add(p, a) }

// add appends a cell whose ports no other cell has.
func (t Traffic) add(p Ports, a Addresses) Traffic {
	if p.Empty() || a.Empty() {
		return t
	}
	cells := make([]cell, 0, len(t.cells)+1)
	for _, c := range t.cells {
		if c.addresses.Equal(a) {
			p = p.Union(c.ports)
			continue
		}
		cells = append(cells, c)
	}
	return Traffic{append(cells, cell{p, a})}
}

// combine applies an operation on addresses to every port of either.
func (t Traffic) combine(o Traffic, op func(a, b Addresses) Addresses) Traffic {
	var out Traffic
	for _, c := range t.cells {
		rest := c.ports
		for _, d := range o.cells {
			out = out.add(c.ports.Intersect(d.ports), op(c.addresses, d.addresses))
			rest = rest.Minus(d.ports)
		}
		out = out.add(rest, op(c.addresses, Addresses{}))
	}
	taken := t.Ports()
	for _, d := range o.cells {
		out = out.add(d.ports.Minus(taken), op(Addresses{}, d.addresses))
	}
	return out
}

// Union is what is in either.
func (t Traffic) Union(o Traffic) Traffic { return t.combine(o, Addresses.Union) }

// Intersect is what is in both.
func (t Traffic) Intersect(o Traffic) Traffic { return t.combine(o, Addresses.Intersect) }

// Minus is what is in this one alone.
func (t Traffic) Minus(o Traffic) Traffic { return t.combine(o, Addresses.Minus) }

// Empty says whether nothing is in it.
func (t Traffic) Empty() bool { return len(t.cells) == 0 }

// Within says whether all of it is in o.
func (t Traffic) Within(o Traffic) bool { return t.Minus(o).Empty() }

// Ports is every port that some address has.
func (t Traffic) Ports() Ports {
	var out Ports
	for _, c := range t.cells {
		out = out.Union(c.ports)
	}
	return out
}

// For is the ports that at least one of the addresses has.
func (t Traffic) For(a Addresses) Ports {
	var out Ports
	for _, c := range t.cells {
		if !c.addresses.Intersect(a).Empty() {
			out = out.Union(c.ports)
		}
	}
	return out
}

// Wide is the ports whose addresses are more than one party on the internet
// (Addresses.Wide).
func (t Traffic) Wide() Ports {
	var out Ports
	for _, c := range t.cells {
		if c.addresses.Wide() {
			out = out.Union(c.ports)
		}
	}
	return out
}

// Addresses is every address that has one of the ports.
func (t Traffic) Addresses(p Ports) Addresses {
	var out Addresses
	for _, c := range t.cells {
		if !c.ports.Intersect(p).Empty() {
			out = out.Union(c.addresses)
		}
	}
	return out
}
