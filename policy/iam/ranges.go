package iam

import (
	"math/big"
	"net/netip"
	"slices"
)

// looseRanges says why a list of address ranges is no restriction: together they
// are half of all addresses or more, as 0.0.0.0/0 is, and 0.0.0.0/1 with
// 128.0.0.0/1.
func looseRanges(values []string) string {
	var v4, v6 []netip.Prefix
	for _, v := range values {
		p, ok := parsePrefix(v)
		switch {
		case !ok:
			return "has a range that is none"
		case p.Addr().Is4():
			v4 = append(v4, p)
		default:
			v6 = append(v6, p)
		}
	}
	if halfOf(v4, v4Bits) || halfOf(v6, v6Bits) {
		return "takes half of all addresses or more"
	}
	return ""
}

const (
	v4Bits = 32
	v6Bits = 128
)

// halfOf says whether ranges of one family cover half of its addresses. Ranges
// either contain one another or are apart, so those that no other contains add up.
func halfOf(ranges []netip.Prefix, bits int) bool {
	slices.SortFunc(ranges, func(a, b netip.Prefix) int { return a.Bits() - b.Bits() })
	total := new(big.Int)
	var counted []netip.Prefix
	for _, r := range ranges {
		if slices.ContainsFunc(counted, r.Overlaps) {
			continue
		}
		counted = append(counted, r)
		total.Add(total, new(big.Int).Lsh(big.NewInt(1), uint(bits-r.Bits())))
	}
	return total.BitLen() >= bits
}
