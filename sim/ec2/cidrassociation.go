package ec2

import (
	"net/netip"

	"github.com/covetpy/platform/sim/kind"
)

const cidrAssociationType = "aws:ec2/vpcIpv4CidrBlockAssociation:VpcIpv4CidrBlockAssociation"

func cidrAssociation() kind.Kind {
	return kind.Kind{
		Type:   cidrAssociationType,
		ID:     kind.Hashed("vpc-cidr-assoc-"),
		Checks: map[string]kind.Check{"cidrBlock": kind.IPv4Range(16, 28)},
		Rules: func(in kind.Values) []kind.Failure {
			return exactlyOne(in, "cidrBlock", "ipv4IpamPoolId")
		},
		Refs:   []kind.Ref{gone(kind.VPC("vpcId"))},
		Admit:  admitCIDRAssociation,
		Retire: retireCIDRAssociation,
	}
}

// rangesOfVPC is the default quota of IPv4 ranges, the VPC's own among them.
const rangesOfVPC = 5

func admitCIDRAssociation(w kind.World, d kind.Draft) error {
	home, ok := w.Find(vpcType, "id", d.In.Text("vpcId"))
	block, err := netip.ParsePrefix(d.In.Text("cidrBlock"))
	if !ok || err != nil || d.Old != nil {
		return nil //nolint:nilerr // IPAM chooses the range; nothing of an old one can change
	}
	present := rangesOf(w, home)
	if len(present) >= rangesOfVPC {
		return kind.Say("CidrLimitExceeded: This network '%s' has met its maximum number of allowed CIDRs: %d", home.ID, rangesOfVPC)
	}
	for _, held := range present {
		if held.Overlaps(block) {
			return kind.Say("CidrConflict: The CIDR '%s' conflicts with another CIDR block of the VPC", block.String())
		}
	}
	if restricted(present[0], block) {
		return kind.Say("InvalidVpc.Range: The CIDR '%s' is restricted. Use a CIDR from the same private address range as the current VPC CIDR, or use a publicly-routable CIDR.", block.String())
	}
	return nil
}

// privateSpaces are the ranges of RFC 1918 and the one that AWS keeps for
// itself. A VPC in one of the first three takes no range of another of them
// (VPC user guide, "IPv4 CIDR block association restrictions").
var privateSpaces = []netip.Prefix{
	netip.MustParsePrefix("10.0.0.0/8"),
	netip.MustParsePrefix("172.16.0.0/12"),
	netip.MustParsePrefix("192.168.0.0/16"),
	netip.MustParsePrefix("198.19.0.0/16"),
}

func restricted(primary, block netip.Prefix) bool {
	for _, space := range privateSpaces {
		if space.Overlaps(block) && !space.Contains(primary.Addr()) {
			return true
		}
	}
	return false
}

// retireCIDRAssociation keeps a range in which subnets live.
func retireCIDRAssociation(w kind.World, o kind.Draft) error {
	block, err := netip.ParsePrefix(o.In.Text("cidrBlock"))
	home, ok := w.Find(vpcType, "id", o.In.Text("vpcId"))
	if err != nil || !ok {
		return nil //nolint:nilerr // IPAM's range, or the VPC is gone
	}
	for _, user := range w.Users(subnetType, home) {
		within, err := netip.ParsePrefix(kind.Values{Props: user.Outputs}.Text("cidrBlock"))
		if err == nil && block.Contains(within.Addr()) {
			return kind.Say("InvalidCidrBlock.InUse: The vpc %s currently has a subnet within CIDR block %s", home.ID, block.String())
		}
	}
	return nil
}
