package reach

import (
	"github.com/covetpy/platform/policy/rule"
)

// PortBounds is what is surely in a set of ports, and what may be. Sure is within
// Maybe.
type PortBounds struct{ Sure, Maybe Ports }

// TrafficBounds is what is surely in a set of traffic, and what may be.
type TrafficBounds struct{ Sure, Maybe Traffic }

// AddressBounds is what is surely in a set of addresses, and what may be.
type AddressBounds struct{ Sure, Maybe Addresses }

func exactly(p Ports) PortBounds            { return PortBounds{p, p} }
func (b PortBounds) weak() PortBounds       { return PortBounds{Maybe: b.Maybe} }
func (b TrafficBounds) weak() TrafficBounds { return TrafficBounds{Maybe: b.Maybe} }

// Intersect and Union are those of sets, bound by bound.
func (b PortBounds) Intersect(o PortBounds) PortBounds {
	return PortBounds{b.Sure.Intersect(o.Sure), b.Maybe.Intersect(o.Maybe)}
}

// Union is that of sets, bound by bound.
func (b PortBounds) Union(o PortBounds) PortBounds {
	return PortBounds{b.Sure.Union(o.Sure), b.Maybe.Union(o.Maybe)}
}

// Some says whether anything is in the set.
func (b PortBounds) Some() rule.Truth { return some(b.Sure.Empty(), b.Maybe.Empty()) }

// Union is that of sets, bound by bound.
func (b TrafficBounds) Union(o TrafficBounds) TrafficBounds {
	return TrafficBounds{b.Sure.Union(o.Sure), b.Maybe.Union(o.Maybe)}
}

// Wide is the ports on which more than one party on the internet may call.
func (b TrafficBounds) Wide() PortBounds { return PortBounds{b.Sure.Wide(), b.Maybe.Wide()} }

// For is the ports that one of the addresses has. The whole of an address's
// family counts even where the address itself is not known yet.
func (b TrafficBounds) For(a AddressBounds) PortBounds {
	out := PortBounds{Sure: b.Sure.For(a.Sure), Maybe: b.Maybe.For(a.Maybe)}
	for _, c := range b.Sure.cells {
		if !a.Maybe.Empty() && a.Maybe.Within(c.addresses) {
			out.Sure = out.Sure.Union(c.ports)
		}
	}
	return out
}

func (b AddressBounds) union(o AddressBounds) AddressBounds {
	return AddressBounds{b.Sure.Union(o.Sure), b.Maybe.Union(o.Maybe)}
}

// some is the answer to "is there any" of two bounds.
func some(sureEmpty, maybeEmpty bool) rule.Truth {
	switch {
	case !sureEmpty:
		return rule.Yes
	case maybeEmpty:
		return rule.No
	default:
		return rule.Unknown
	}
}

// readPorts reads a rule's protocol and its ports, or type and code of ICMP. What
// is not known yet can be anything.
func readPorts(protocol, from, to rule.Value) PortBounds {
	text, known := protocol.Text()
	if known != rule.Yes {
		return PortBounds{Maybe: AllPorts()}
	}
	number, every, ok := protocolNumber(text)
	switch {
	case !ok:
		return PortBounds{Maybe: AllPorts()}
	case every:
		return exactly(AllPorts())
	case number == ICMP || number == ICMPv6:
		return icmpPorts(number, from, to)
	case number != TCP && number != UDP:
		return exactly(Range(number, 0, lastPort)) // AWS filters no ports of others
	}
	low, lowKnown := from.Number()
	high, highKnown := to.Number()
	if lowKnown == rule.Unknown || highKnown == rule.Unknown {
		return PortBounds{Maybe: Range(number, 0, lastPort)}
	}
	if lowKnown == rule.No || highKnown == rule.No || (low < 0 && high < 0) {
		return exactly(Range(number, 0, lastPort)) // none is named
	}
	return exactly(Range(number, whole(low), whole(high)))
}

// whole is a number of a property as a port: what is no port is cut to the ends.
func whole(n float64) int {
	return int(min(max(n, 0), lastPort+1))
}

const icmpCodes = 256

func icmpPorts(protocol int, kind, code rule.Value) PortBounds {
	n, known := kind.Number()
	c, codeKnown := code.Number()
	switch {
	case known == rule.Unknown || codeKnown == rule.Unknown:
		return PortBounds{Maybe: Range(protocol, 0, lastPort)}
	case known == rule.No || n < 0 || n >= icmpCodes:
		return exactly(Range(protocol, 0, lastPort))
	case codeKnown == rule.No || c < 0 || c >= icmpCodes:
		return exactly(Range(protocol, int(n)*icmpCodes, int(n)*icmpCodes+icmpCodes-1))
	}
	return exactly(Range(protocol, int(n)*icmpCodes+int(c), int(n)*icmpCodes+int(c)))
}

// readAddresses reads ranges: one, or a list. One that is not known yet, or is no
// range, can be any of its family.
func readAddresses(family Addresses, values ...rule.Value) AddressBounds {
	var out AddressBounds
	for _, value := range values {
		for _, item := range value.Items() {
			text, known := item.Text()
			if known == rule.No || (known == rule.Yes && text == "") {
				continue
			}
			read, ok := Ranges(text)
			if known == rule.Unknown || !ok {
				out.Maybe = out.Maybe.Union(family)
				continue
			}
			out = out.union(AddressBounds{read, read})
		}
	}
	return out
}

// Public is the ports on which some stranger may call.
func (b TrafficBounds) Public() PortBounds {
	return PortBounds{b.Sure.For(internet), b.Maybe.For(internet)}
}

// Some says whether anything is in the set.
func (b TrafficBounds) Some() rule.Truth { return some(b.Sure.Empty(), b.Maybe.Empty()) }
