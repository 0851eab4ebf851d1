package ec2

import (
	"net/netip"
	"slices"

	"github.com/covetpy/platform/sim"
	"github.com/covetpy/platform/sim/kind"
)

const subnetType = "aws:ec2/subnet:Subnet"

func subnet() kind.Kind {
	return kind.Kind{
		Type: subnetType,
		ID:   kind.Hashed("subnet-"),
		Defaults: kind.Props{
			"assignIpv6AddressOnCreation":             kind.Flag(false),
			"enableDns64":                             kind.Flag(false),
			"enableLniAtDeviceIndex":                  kind.Number(0),
			"mapCustomerOwnedIpOnLaunch":              kind.Flag(false),
			"enableResourceNameDnsARecordOnLaunch":    kind.Flag(false),
			"enableResourceNameDnsAaaaRecordOnLaunch": kind.Flag(false),
			"ipv6Native":                              kind.Flag(false),
			"mapPublicIpOnLaunch":                     kind.Flag(false),
		},
		Checks: map[string]kind.Check{"cidrBlock": kind.IPv4Range(16, 28)},
		Rules: func(in kind.Values) []kind.Failure {
			if in.Has("availabilityZone") && in.Has("availabilityZoneId") {
				return []kind.Failure{{Path: "availabilityZone", Reason: `"availabilityZone": conflicts with availabilityZoneId`}}
			}
			return nil
		},
		Refs:    []kind.Ref{kind.VPC("vpcId")},
		Admit:   admitSubnet,
		Outputs: subnetOutputs,
		InUse:   "DependencyViolation: The subnet '%[1]s' has dependencies and cannot be deleted.",
	}
}

// admitSubnet places the range: inside one of the VPC's, beside every sibling.
func admitSubnet(w kind.World, d kind.Draft) error {
	if id := d.In.Text("availabilityZoneId"); id != "" && !slices.ContainsFunc(kind.Zones(w.Region), func(z kind.Zone) bool { return z.ID == id }) {
		return kind.Say("InvalidParameterValue: Value (%s) for parameter availabilityZoneId is invalid.", id)
	}
	if name := d.In.Text("availabilityZone"); name != "" && !slices.ContainsFunc(kind.Zones(w.Region), func(z kind.Zone) bool { return z.Name == name }) {
		return kind.Say("InvalidParameterValue: Value (%s) for parameter availabilityZone is invalid.", name)
	}
	block, err := netip.ParsePrefix(d.In.Text("cidrBlock"))
	if err != nil {
		return nil //nolint:nilerr // an IPv6-only subnet; what was written is checked already
	}
	home, ok := w.Find(vpcType, "id", d.In.Text("vpcId"))
	if !ok {
		return nil // gone behind its back: the update itself is still possible
	}
	if !slices.ContainsFunc(rangesOf(w, home), func(p netip.Prefix) bool { return p.Bits() <= block.Bits() && p.Contains(block.Addr()) }) {
		return kind.Say("InvalidSubnet.Range: The CIDR '%s' is invalid.", block.String())
	}
	for _, sibling := range w.Users(subnetType, home) {
		taken, err := netip.ParsePrefix(kind.Values{Props: sibling.Outputs}.Text("cidrBlock"))
		if err == nil && sibling.ID != d.ID && taken.Overlaps(block) {
			return kind.Say("InvalidSubnet.Conflict: The CIDR '%s' conflicts with another subnet", block.String())
		}
	}
	return nil
}

// rangesOf are a VPC's own range and those associated with it later.
func rangesOf(w kind.World, home sim.Object) []netip.Prefix {
	var out []netip.Prefix
	blocks := []string{kind.Values{Props: home.Outputs}.Text("cidrBlock")}
	for _, more := range w.Users("aws:ec2/vpcIpv4CidrBlockAssociation:VpcIpv4CidrBlockAssociation", home) {
		blocks = append(blocks, kind.Values{Props: more.Outputs}.Text("cidrBlock"))
	}
	for _, block := range blocks {
		if p, err := netip.ParsePrefix(block); err == nil {
			out = append(out, p)
		}
	}
	return out
}

func subnetOutputs(w kind.World, d kind.Draft) kind.Props {
	zones := kind.Zones(w.Region)
	zone := zones[0]
	for _, z := range zones {
		if z.ID == d.In.Text("availabilityZoneId") || z.Name == d.In.Text("availabilityZone") {
			zone = z
		}
	}
	out := kind.Props{
		"arn":                            kind.Text(w.ARN("ec2", "subnet/"+d.ID)),
		"ownerId":                        kind.Text(w.Account()),
		"availabilityZone":               kind.Text(zone.Name),
		"availabilityZoneId":             kind.Text(zone.ID),
		"privateDnsHostnameTypeOnLaunch": kind.Text(d.In.Or("privateDnsHostnameTypeOnLaunch", "ip-name")),
	}
	switch {
	case !d.In.Has("ipv6CidrBlock"):
		out["ipv6CidrBlockAssociationId"] = kind.Text("")
	case d.Old == nil || kind.Values{Props: d.Old.Outputs}.Text("ipv6CidrBlockAssociationId") == "":
		out["ipv6CidrBlockAssociationId"] = kind.Text(w.NewID("subnet-cidr-assoc-"))
	}
	return out
}
