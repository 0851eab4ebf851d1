package network

import (
	"encoding/binary"
	"net/netip"
)

// Sizes that the plan holds. A /16 is the largest range that a VPC takes
// (Amazon VPC user guide, "VPC CIDR blocks"). In a /20 a zone still has 507
// private addresses and 123 public ones: room for the control plane's
// interfaces and the eight free addresses that a load balancer asks of a subnet
// (Amazon EKS user guide, "View Amazon EKS networking requirements").
const (
	LargestBits  = 16
	SmallestBits = 20
)

// Zones a network spans. Room for the most is reserved from the start.
const (
	MinZones = 2
	MaxZones = 4
)

// Tier is a kind of subnet.
type Tier string

// The tiers. Nothing is made of Spare: its addresses are kept for a tier that
// is not thought of yet.
const (
	Public  Tier = "public"
	Private Tier = "private"
	Data    Tier = "data"
	Pods    Tier = "pods"
	Spare   Tier = "spare"
)

// share is a tier's part of the VPC's range: the index-th block that is smaller
// by so many bits.
type share struct {
	bits  int
	index uint32
}

// shares cover the range without a gap and without an overlap: half is private,
// a quarter is spare, an eighth each is public and data.
//
// Changing a number here moves live subnets. Never do.
var shares = map[Tier]share{
	Private: {bits: 1, index: 0},
	Spare:   {bits: 2, index: 2},
	Public:  {bits: 3, index: 6},
	Data:    {bits: 3, index: 7},
}

// slotBits splits a tier into MaxZones slots, which have these numbers.
const slotBits = 2

var slots = [MaxZones]byte{0, 1, 2, 3}

// Plan is the address plan of a VPC. It depends on the two ranges alone, so
// neither a zone nor a tier that is added moves anything.
type Plan struct {
	cidr netip.Prefix
	pods netip.Prefix // invalid when pods have no range of their own
}

// NewPlan plans a range of /16 to /20, and a second one for pods unless it is
// nil. Args.Validate has the ranges' limits; they are not checked again here.
func NewPlan(cidr netip.Prefix, pods *netip.Prefix) Plan {
	plan := Plan{cidr: cidr.Masked()}
	if pods != nil {
		plan.pods = pods.Masked()
	}
	return plan
}

// Range is everything reserved for a tier, in all its slots. It is the zero
// Prefix for Pods without a range of their own.
func (p Plan) Range(tier Tier) netip.Prefix {
	if tier == Pods {
		return p.pods
	}
	s := shares[tier]
	return block(p.cidr, s.bits, s.index)
}

// Subnet is the range of a tier in a slot, 0 to 3. It is the zero Prefix for
// Pods without a range of their own.
func (p Plan) Subnet(tier Tier, slot int) netip.Prefix {
	return block(p.Range(tier), slotBits, uint32(slots[slot]))
}

// Held is a range that the VPC holds, and what it is for.
type Held struct {
	Name string
	CIDR netip.Prefix
}

// Inside is every range that the VPC holds: "vpc" and, if there is one, "pods".
func (p Plan) Inside() []Held {
	ranges := []Held{{Name: "vpc", CIDR: p.cidr}}
	if p.pods.IsValid() {
		ranges = append(ranges, Held{Name: string(Pods), CIDR: p.pods})
	}
	return ranges
}

// block is the index-th IPv4 block of a range that is longer by some bits.
func block(within netip.Prefix, bits int, index uint32) netip.Prefix {
	if !within.IsValid() {
		return netip.Prefix{}
	}
	length := within.Bits() + bits
	raw := within.Addr().As4()
	first := binary.BigEndian.Uint32(raw[:])
	binary.BigEndian.PutUint32(raw[:], first+index<<(32-length))
	return netip.PrefixFrom(netip.AddrFrom4(raw), length)
}
