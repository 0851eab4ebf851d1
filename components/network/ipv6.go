package network

import (
	"fmt"
	"net/netip"
)

// What AWS hands a VPC, and what a subnet of ours takes of it (Amazon VPC user
// guide, "IPv6 VPC CIDR blocks").
const (
	vpcIPv6Bits    = 56
	subnetIPv6Bits = 64
)

// ipv6Tiers numbers the tiers in the third hexadecimal digit from the end of
// the network half, the slot being the last: "…:aa11" is private, zone b. Data
// and spare keep their numbers although data has no IPv6: nothing that keeps
// data needs it, and what has no address needs no rule.
//
// Changing a number here moves live subnets. Never do.
var ipv6Tiers = map[Tier]byte{Public: 0x00, Private: 0x10, Data: 0x20, Spare: 0x30, Pods: 0x40}

// hasIPv6 says whether a tier's subnets carry IPv6 when the network does.
func hasIPv6(tier Tier) bool { return tier != Data && tier != Spare }

// SubnetIPv6 is the /64 of a tier in a slot, of the /56 that AWS gave the VPC.
func SubnetIPv6(vpc string, tier Tier, slot int) (string, error) {
	given, err := netip.ParsePrefix(vpc)
	if err != nil {
		return "", fmt.Errorf("read the VPC's IPv6 range %q: %w", vpc, err)
	}
	if !given.Addr().Is6() || given.Bits() != vpcIPv6Bits {
		return "", fmt.Errorf("split the VPC's IPv6 range %s: a /%d of IPv6 is needed", given, vpcIPv6Bits)
	}
	raw := given.Masked().Addr().As16()
	raw[subnetIPv6Bits/8-1] = ipv6Tiers[tier] + slots[slot]
	return netip.PrefixFrom(netip.AddrFrom16(raw), subnetIPv6Bits).String(), nil
}
