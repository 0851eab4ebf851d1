package reach

import (
	"math"
	"net/netip"
	"strings"
)

// address is a point of the line of addresses: all of IPv4, then all of IPv6.
type address struct{ netip.Addr }

// Compare orders addresses, IPv4 first.
func (a address) Compare(o address) int { return a.Addr.Compare(o.Addr) }

func (a address) succ() (address, bool) { n := a.Next(); return address{n}, n.IsValid() }
func (a address) pred() (address, bool) { p := a.Prev(); return address{p}, p.IsValid() }

// Addresses is a set of addresses of both families. The zero value is empty.
type Addresses struct{ set set[address] }

// The two families, and what of them no one on the internet has: private and
// shared space, loopback, link-local, multicast and reserved (IANA special-purpose
// registries). The ranges for documentation count as public: who writes one into
// a rule means a stranger.
var (
	ipv4    = mustRanges("0.0.0.0/0")
	ipv6    = mustRanges("::/0")
	special = mustRanges(
		"0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12",
		"192.0.0.0/24", "192.168.0.0/16", "198.18.0.0/15", "224.0.0.0/3",
	)
	global   = mustRanges("2000::/3")
	internet = ipv4.Minus(special).Union(global)
)

// IPv4 is every IPv4 address.
func IPv4() Addresses { return ipv4 }

// IPv6 is every IPv6 address.
func IPv6() Addresses { return ipv6 }

// Everywhere is every address of both families.
func Everywhere() Addresses { return ipv4.Union(ipv6) }

// Internet is what of both a stranger can have.
func Internet() Addresses { return internet }

// Ranges reads CIDR ranges. A single address is a range of one. ok is false when
// one of them is none; the others are read all the same.
func Ranges(cidrs ...string) (Addresses, bool) {
	var spans []span[address]
	ok := true
	for _, text := range cidrs {
		p, err := parsePrefix(strings.TrimSpace(text))
		if err != nil {
			ok = false
			continue
		}
		spans = append(spans, span[address]{address{p.Masked().Addr()}, address{lastOf(p)}})
	}
	return Addresses{setOf(spans...)}, ok
}

func parsePrefix(text string) (netip.Prefix, error) {
	if !strings.Contains(text, "/") {
		a, err := netip.ParseAddr(text)
		if err != nil {
			return netip.Prefix{}, err
		}
		a = a.Unmap().WithZone("")
		return netip.PrefixFrom(a, a.BitLen()), nil
	}
	p, err := netip.ParsePrefix(text)
	if err == nil && p.Addr().Is4In6() && p.Bits() >= mappedBits {
		p = netip.PrefixFrom(p.Addr().Unmap(), p.Bits()-mappedBits)
	}
	return p, err
}

// mappedBits is how much of an IPv6 address says that an IPv4 address follows.
const mappedBits = 96

// lastOf is the last address of a range.
func lastOf(p netip.Prefix) netip.Addr {
	raw := p.Masked().Addr().AsSlice()
	for bit := p.Bits(); bit < len(raw)*8; bit++ {
		raw[bit/8] |= 1 << (7 - bit%8)
	}
	last, _ := netip.AddrFromSlice(raw)
	return last
}

func mustRanges(cidrs ...string) Addresses {
	a, ok := Ranges(cidrs...)
	if !ok {
		panic("reach: a constant range is none")
	}
	return a
}

// Empty says whether nothing is in the set.
func (a Addresses) Empty() bool { return a.set.empty() }

// Union is what is in either.
func (a Addresses) Union(o Addresses) Addresses { return Addresses{a.set.union(o.set)} }

// Intersect is what is in both.
func (a Addresses) Intersect(o Addresses) Addresses { return Addresses{a.set.intersect(o.set)} }

// Minus is what is in this one alone.
func (a Addresses) Minus(o Addresses) Addresses { return Addresses{a.set.minus(o.set)} }

// Within says whether all of it is in the other.
func (a Addresses) Within(o Addresses) bool { return a.set.within(o.set) }

// Equal says whether both hold the same.
func (a Addresses) Equal(o Addresses) bool { return a.set.equal(o.set) }

// Public is the part that a stranger can have.
func (a Addresses) Public() Addresses { return a.Intersect(internet) }

// Wide says whether the public part is more than one party's: more than 256 IPv4
// addresses (a /24), or more than a site of IPv6 (a /48), however many ranges it
// is put together from.
func (a Addresses) Wide() bool {
	const partyIPv4, partyIPv6 = 256, 80
	public := a.Public()
	v4, v6 := public.Intersect(ipv4).size(), public.Intersect(ipv6).size()
	return v4 > partyIPv4 || v6 > math.Exp2(partyIPv6)
}

// size is how many addresses there are, as nearly as a float says it.
func (a Addresses) size() float64 {
	total := 0.0
	for _, s := range a.set.spans {
		total += number(s.to.Addr) - number(s.from.Addr) + 1
	}
	return total
}

func number(a netip.Addr) float64 {
	n := 0.0
	for _, b := range a.AsSlice() {
		n = n*256 + float64(b)
	}
	return n
}

// String lists the ranges: "0.0.0.0/0, ::/0", "10.0.0.0/8", or from and to where
// a span is no range.
func (a Addresses) String() string {
	if a.Empty() {
		return "no address"
	}
	var parts []string
	for _, s := range a.set.spans {
		parts = append(parts, spanText(s))
	}
	return strings.Join(parts, ", ")
}

func spanText(s span[address]) string {
	for bits := 0; bits <= s.from.BitLen(); bits++ {
		p := netip.PrefixFrom(s.from.Addr, bits)
		if p.Masked().Addr() == s.from.Addr && lastOf(p) == s.to.Addr {
			return p.String()
		}
	}
	return s.from.String() + "-" + s.to.String()
}

// Most says whether a quarter of the internet or more is in the set: a range so
// wide that it names nobody.
func (a Addresses) Most() bool {
	const part = 4
	public := a.Public()
	return public.Intersect(ipv4).size() >= internet.Intersect(ipv4).size()/part ||
		public.Intersect(ipv6).size() >= global.size()/part
}
