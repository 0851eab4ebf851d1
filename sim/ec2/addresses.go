package ec2

import (
	"encoding/binary"
	"fmt"
	"net/netip"
	"strconv"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"

	"github.com/covetpy/platform/sim/kind"
)

// anyIPv4 accepts every range in CIDR notation, an address and all of them
// among them.
func anyIPv4() kind.Check { return kind.IPv4Range(0, 32) }

// anyIPv6 is the same for IPv6.
func anyIPv6() kind.Check {
	return func(v resource.PropertyValue) string {
		if !v.IsString() {
			return ""
		}
		p, err := netip.ParsePrefix(v.StringValue())
		switch {
		case err != nil || !p.Addr().Is6():
			return fmt.Sprintf("%q is not a valid IPv6 CIDR block", v.StringValue())
		case p.Masked() != p:
			return fmt.Sprintf("%q is not a valid CIDR block; did you mean %q?", v.StringValue(), p.Masked())
		}
		return ""
	}
}

// number draws one of n numbers.
func number(w kind.World, n uint32) uint32 {
	const digits = 7 // 28 bits: more than the widest range has addresses
	drawn, err := strconv.ParseUint(w.Hex(digits), 16, 32)
	if err != nil {
		panic(fmt.Errorf("draw a number: %w", err)) // the digits are hexadecimal
	}
	return uint32(drawn) % n
}

// privateAddress draws an address of a subnet, none of the first four and the
// last, which AWS reserves (VPC user guide, "Subnet CIDR blocks").
func privateAddress(w kind.World, subnetID string) string {
	const first, reserved = 4, 5
	home, _ := w.Find(subnetType, "id", subnetID)
	block, err := netip.ParsePrefix(kind.Values{Props: home.Outputs}.Text("cidrBlock"))
	if err != nil {
		return "" // a subnet without IPv4
	}
	base := block.Addr().As4()
	size := uint32(1) << (32 - block.Bits())
	at := binary.BigEndian.Uint32(base[:]) + first + number(w, size-reserved)
	return netip.AddrFrom4([4]byte(binary.BigEndian.AppendUint32(nil, at))).String()
}

// publicAddress draws an address of 52.208.0.0/13, which is Amazon's.
func publicAddress(w kind.World) string {
	at := binary.BigEndian.AppendUint32(nil, 52<<24|208<<16+number(w, 1<<19))
	return netip.AddrFrom4([4]byte(at)).String()
}
