package network

import (
	"fmt"
	"maps"
	"net/netip"
	"regexp"
	"slices"

	"github.com/covetpy/platform/infra/fault"
	"github.com/covetpy/platform/infra/loggroup"
)

var (
	zoneIDForm     = regexp.MustCompile(`^[a-z]+[0-9]+-az[0-9]+$`)
	domainListForm = regexp.MustCompile(`^rslvr-fdl-[0-9a-f]+$`)
)

// rfc1918 is the private address space of RFC 1918, and sharedSpace that of
// RFC 6598, which AWS lets a VPC take for pods.
var (
	rfc1918 = []netip.Prefix{
		netip.MustParsePrefix("10.0.0.0/8"),
		netip.MustParsePrefix("172.16.0.0/12"),
		netip.MustParsePrefix("192.168.0.0/16"),
	}
	sharedSpace = []netip.Prefix{netip.MustParsePrefix("100.64.0.0/10")}
)

// Validate returns every fault of the arguments, by the configuration's keys.
// It needs no context and registers nothing.
func (a *Args) Validate() fault.Faults {
	var c fault.Check
	c.Join("names", a.Names.Faults())
	c.Join("where", a.Where.Faults())
	a.checkRanges(&c)
	a.checkZones(&c)
	a.checkInternet(&c)
	a.checkEndpoints(&c)
	if a.FlowLogs != nil {
		c.Join("flowLogs", a.FlowLogs.validate())
	}
	if a.DNSFirewall != nil {
		c.Join("dnsFirewall", a.DNSFirewall.validate())
	}
	return c.Faults()
}

func (a *Args) checkRanges(c *fault.Check) {
	sizes := fmt.Sprintf("/%d to /%d", LargestBits, SmallestBits)
	own := map[string]netip.Prefix{"cidr": a.CIDR}
	checkRange(c, "cidr", a.CIDR, rfc1918, "a private range (RFC 1918) of "+sizes)
	if a.PodCIDR != nil {
		own["podCidr"] = *a.PodCIDR
		checkRange(c, "podCidr", *a.PodCIDR, sharedSpace, "a range of 100.64.0.0/10 of "+sizes)
	}
	for i, peer := range a.Peers {
		path := fmt.Sprintf("peers[%d]", i)
		if !peer.IsValid() || !within(peer, slices.Concat(rfc1918, sharedSpace)) {
			c.Add(path, written(peer), "a private range (RFC 1918 or 100.64.0.0/10)")
			continue
		}
		for _, key := range slices.Sorted(maps.Keys(own)) {
			c.Require(!peer.Overlaps(own[key]), key, own[key], fmt.Sprintf("a range apart from %s (%s)", path, peer))
		}
	}
}

func checkRange(c *fault.Check, path string, p netip.Prefix, space []netip.Prefix, accepted string) {
	if !p.IsValid() || !within(p, space) || p.Bits() < LargestBits || p.Bits() > SmallestBits {
		c.Add(path, written(p), accepted)
		return
	}
	c.Require(p == p.Masked(), path, p, fmt.Sprintf("a range that begins where its size allows, %s", p.Masked()))
}

// within says whether one of the spaces holds all of p.
func within(p netip.Prefix, spaces []netip.Prefix) bool {
	return slices.ContainsFunc(spaces, func(s netip.Prefix) bool {
		return s.Contains(p.Addr()) && s.Bits() <= p.Bits()
	})
}

// written is a range as it was given, nil when it is missing.
func written(p netip.Prefix) any {
	if p == (netip.Prefix{}) {
		return nil
	}
	return p
}

func (a *Args) checkZones(c *fault.Check) {
	c.Require(len(a.ZoneIDs) >= MinZones && len(a.ZoneIDs) <= MaxZones, "zoneIds",
		fmt.Sprintf("%d zones", len(a.ZoneIDs)), fmt.Sprintf("%d to %d zones", MinZones, MaxZones))
	for i, id := range a.ZoneIDs {
		path := fmt.Sprintf("zoneIds[%d]", i)
		switch {
		case !zoneIDForm.MatchString(id):
			c.Add(path, id, "the id of a zone, euw1-az1 (not its name, which differs per account)")
		case !zoneOf(a.Where.Region, id):
			c.Add(path, id, "a zone of "+a.Where.Region)
		case slices.Index(a.ZoneIDs, id) < i:
			c.Add(path, id, "each zone once")
		}
	}
}

func (a *Args) checkInternet(c *fault.Check) {
	fault.OneOf(c, "nat", a.NAT, NATNone, NATSingle, NATPerZone, NATRegional)
	if a.BlockPublicAccess == "" {
		return
	}
	fault.OneOf(c, "blockPublicAccess", a.BlockPublicAccess, BlockOff, BlockIngress, BlockBidirectional)
	if a.BlockPublicAccess == BlockBidirectional {
		c.Require(a.NAT == NATNone && !a.IPv6, "blockPublicAccess", a.BlockPublicAccess,
			"bidirectional only with nat: none and ipv6: false, as it blocks both; or ingress")
	}
}

func (a *Args) checkEndpoints(c *fault.Check) {
	for i, service := range a.Endpoints {
		path := fmt.Sprintf("endpoints[%d]", i)
		fault.OneOf(c, path, service, EndpointServices()...)
		c.Require(slices.Index(a.Endpoints, service) == i, path, service, "each service once")
	}
}

func (f *FlowLogs) validate() fault.Faults {
	var c fault.Check
	fault.OneOf(&c, "destination", f.Destination, ToS3, ToCloudWatch)
	fault.OneOf(&c, "traffic", f.Traffic, AcceptedTraffic, RejectedTraffic, AllTraffic)
	if f.Destination == ToCloudWatch {
		fault.OneOf(&c, "retentionDays", f.RetentionDays, loggroup.Retentions()...)
	} else {
		c.Require(f.RetentionDays > 0, "retentionDays", f.RetentionDays, "at least 1 day")
	}
	return c.Faults()
}

func (d *DNSFirewall) validate() fault.Faults {
	var c fault.Check
	fault.OneOf(&c, "action", d.Action, FirewallAlert, FirewallBlock)
	fault.OneOf(&c, "queryLogRetentionDays", d.QueryLogRetentionDays, loggroup.Retentions()...)
	c.Require(len(d.Lists) > 0, "lists", nil, "at least one AWS-managed list and its id in this region, "+fault.Words(d.known()))
	for _, list := range slices.Sorted(maps.Keys(d.Lists)) {
		path := "lists." + string(list)
		if _, known := priorities[list]; !known {
			c.Add(path, list, fault.Words(d.known()))
			continue
		}
		id := d.Lists[list]
		c.Require(domainListForm.MatchString(id), path, id, "the list's id in this region, rslvr-fdl-...")
	}
	return c.Faults()
}

func (*DNSFirewall) known() []ManagedList { return slices.Sorted(maps.Keys(priorities)) }
