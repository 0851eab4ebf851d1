package network

import (
	"cmp"
	"math"
	"net/netip"
	"slices"
	"strings"

	"github.com/covetpy/platform/policy/rule"
)

// reaches says whether a list of ranges holds more addresses than a number: of
// IPv6, networks of 64 bits. A range written in halves or quarters is as wide as
// in one, and what is no range may be any. An empty list holds none.
func reaches(ranges rule.Value, most float64) rule.Truth {
	var known []netip.Prefix
	open := rule.No
	for _, item := range ranges.Items() {
		text, k := item.Text()
		if k == rule.Unknown {
			open = rule.Unknown
			continue
		}
		prefix, err := netip.ParsePrefix(strings.TrimSpace(text))
		if err != nil {
			return rule.Yes
		}
		known = append(known, prefix.Masked())
	}
	return rule.Or(rule.Of(addresses(known) > most), open)
}

// addresses counts what ranges hold together, what is held twice once.
func addresses(ranges []netip.Prefix) float64 {
	slices.SortFunc(ranges, func(a, b netip.Prefix) int { return cmp.Compare(a.Bits(), b.Bits()) })
	total := 0.0
	for i, p := range ranges {
		inside := slices.ContainsFunc(ranges[:i], func(wider netip.Prefix) bool { return wider.Overlaps(p) })
		if inside {
			continue
		}
		const network4, network6 = 32, 64
		if p.Addr().Is4() {
			total += math.Exp2(float64(network4 - p.Bits()))
		} else {
			total += math.Exp2(float64(max(0, network6-p.Bits())))
		}
	}
	return total
}
