package network_test

import (
	"net/netip"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/covetpy/platform/components/network"
	"github.com/covetpy/platform/infra/fault"
)

func prefix(text string) netip.Prefix { return netip.MustParsePrefix(text) }

func TestValidate(t *testing.T) {
	t.Parallel()
	const (
		private = "a private range (RFC 1918) of /16 to /20"
		shared  = "a range of 100.64.0.0/10 of /16 to /20"
		zoneID  = "the id of a zone, euw1-az1 (not its name, which differs per account)"
	)
	for sentence, test := range map[string]struct {
		change func(*network.Args)
		want   fault.Faults
	}{
		"the least":                 {func(*network.Args) {}, nil},
		"no range":                  {func(a *network.Args) { a.CIDR = netip.Prefix{} }, fault.Faults{{Path: "cidr", Accepted: private}}},
		"a public range":            {func(a *network.Args) { a.CIDR = prefix("8.0.0.0/16") }, fault.Faults{{Path: "cidr", Found: "8.0.0.0/16", Accepted: private}}},
		"an IPv6 range":             {func(a *network.Args) { a.CIDR = prefix("fd00::/16") }, fault.Faults{{Path: "cidr", Found: "fd00::/16", Accepted: private}}},
		"a range larger than a VPC": {func(a *network.Args) { a.CIDR = prefix("10.0.0.0/15") }, fault.Faults{{Path: "cidr", Found: "10.0.0.0/15", Accepted: private}}},
		"a range that holds no plan": {
			func(a *network.Args) { a.CIDR = prefix("10.0.0.0/21") },
			fault.Faults{{Path: "cidr", Found: "10.0.0.0/21", Accepted: private}},
		},
		"a range that begins in between": {
			func(a *network.Args) { a.CIDR = prefix("10.0.1.0/16") },
			fault.Faults{{Path: "cidr", Found: "10.0.1.0/16", Accepted: "a range that begins where its size allows, 10.0.0.0/16"}},
		},
		"pods in the VPC's space": {
			func(a *network.Args) { p := prefix("10.9.0.0/16"); a.PodCIDR = &p },
			fault.Faults{{Path: "podCidr", Found: "10.9.0.0/16", Accepted: shared}},
		},
		"peers that overlap, or are public": {func(a *network.Args) {
			p := prefix("100.64.0.0/16")
			a.PodCIDR = &p
			a.Peers = []netip.Prefix{prefix("10.1.0.0/16"), prefix("10.0.128.0/20"), prefix("100.64.0.0/12"), prefix("9.9.0.0/16")}
		}, fault.Faults{
			{Path: "cidr", Found: "10.0.0.0/16", Accepted: "a range apart from peers[1] (10.0.128.0/20)"},
			{Path: "peers[3]", Found: "9.9.0.0/16", Accepted: "a private range (RFC 1918 or 100.64.0.0/10)"},
			{Path: "podCidr", Found: "100.64.0.0/16", Accepted: "a range apart from peers[2] (100.64.0.0/12)"},
		}},
		"one zone": {
			func(a *network.Args) { a.ZoneIDs = a.ZoneIDs[:1] },
			fault.Faults{{Path: "zoneIds", Found: "1 zones", Accepted: "2 to 4 zones"}},
		},
		"zones by name, of elsewhere, twice": {
			func(a *network.Args) { a.ZoneIDs = []string{"euw1-az1", "eu-west-1a", "use1-az1", "euw1-az1"} },
			fault.Faults{
				{Path: "zoneIds[1]", Found: "eu-west-1a", Accepted: zoneID},
				{Path: "zoneIds[2]", Found: "use1-az1", Accepted: "a zone of eu-west-1"},
				{Path: "zoneIds[3]", Found: "euw1-az1", Accepted: "each zone once"},
			},
		},
		"five zones": {func(a *network.Args) {
			a.Where.Region = "us-east-1"
			a.ZoneIDs = []string{"use1-az1", "use1-az2", "use1-az4", "use1-az5", "use1-az6"}
		}, fault.Faults{{Path: "zoneIds", Found: "5 zones", Accepted: "2 to 4 zones"}}},
		"no NAT mode":      {func(a *network.Args) { a.NAT = "" }, fault.Faults{{Path: "nat", Accepted: "none, single, per-zone or regional"}}},
		"another NAT mode": {func(a *network.Args) { a.NAT = "double" }, fault.Faults{{Path: "nat", Found: "double", Accepted: "none, single, per-zone or regional"}}},
		"public access that is blocked and used": {
			func(a *network.Args) { a.NAT, a.BlockPublicAccess = network.NATSingle, network.BlockBidirectional },
			fault.Faults{{Path: "blockPublicAccess", Found: "bidirectional", Accepted: "bidirectional only with nat: none and ipv6: false, as it blocks both; or ingress"}},
		},
		"another block mode": {
			func(a *network.Args) { a.BlockPublicAccess = "on" },
			fault.Faults{{Path: "blockPublicAccess", Found: "on", Accepted: "off, ingress or bidirectional"}},
		},
		"a service twice": {
			func(a *network.Args) { a.Endpoints = []network.EndpointService{"sts", "sts"} },
			fault.Faults{{Path: "endpoints[1]", Found: "sts", Accepted: "each service once"}},
		},
		"flow logs that go nowhere": {func(a *network.Args) { a.FlowLogs = &network.FlowLogs{} }, fault.Faults{
			{Path: "flowLogs.destination", Accepted: "s3 or cloudwatch"},
			{Path: "flowLogs.retentionDays", Found: "0", Accepted: "at least 1 day"},
			{Path: "flowLogs.traffic", Accepted: "ACCEPT, REJECT or ALL"},
		}},
		"any period in S3": {func(a *network.Args) { a.FlowLogs = flowLogs(network.ToS3); a.FlowLogs.RetentionDays = 42 }, nil},
		"no lists": {func(a *network.Args) {
			a.DNSFirewall = &network.DNSFirewall{Action: network.FirewallAlert, QueryLogRetentionDays: 30}
		}, fault.Faults{{Path: "dnsFirewall.lists", Accepted: "at least one AWS-managed list and its id in this region, aggregate, botnet, guardduty or malware"}}},
		"a list that is unknown, and one by name": {func(a *network.Args) {
			a.DNSFirewall = &network.DNSFirewall{
				Action: network.FirewallAlert, QueryLogRetentionDays: 30,
				Lists: map[network.ManagedList]string{"spam": "rslvr-fdl-1", network.MalwareList: "AWSManagedDomainsMalwareDomainList"},
			}
		}, fault.Faults{
			{Path: "dnsFirewall.lists.malware", Found: "AWSManagedDomainsMalwareDomainList", Accepted: "the list's id in this region, rslvr-fdl-..."},
			{Path: "dnsFirewall.lists.spam", Found: "spam", Accepted: "aggregate, botnet, guardduty or malware"},
		}},
		"two faults at once": {func(a *network.Args) { a.CIDR, a.NAT = prefix("8.0.0.0/16"), "x" }, fault.Faults{
			{Path: "cidr", Found: "8.0.0.0/16", Accepted: private},
			{Path: "nat", Found: "x", Accepted: "none, single, per-zone or regional"},
		}},
		"nobody's network": {func(a *network.Args) { *a = network.Args{CIDR: a.CIDR, ZoneIDs: a.ZoneIDs, NAT: a.NAT} }, fault.Faults{
			{Path: "names.environment", Accepted: "the environment's name"},
			{Path: "names.project", Accepted: "the project's name"},
			{Path: "where.account", Accepted: "an account's twelve digits"},
			{Path: "where.partition", Accepted: "aws or another partition"},
			{Path: "where.region", Accepted: "a region, eu-west-1"},
		}},
	} {
		t.Run(sentence, func(t *testing.T) {
			t.Parallel()
			args := minimal()
			test.change(args)
			assert.Equal(t, test.want, args.Validate())
		})
	}
}

func TestValidateNamesTheKnownServices(t *testing.T) {
	t.Parallel()
	args := minimal()
	args.Endpoints = []network.EndpointService{"ecr"}
	faults := args.Validate()
	require.Len(t, faults, 1)
	assert.Equal(t, "endpoints[0]", faults[0].Path)
	for _, known := range network.EndpointServices() {
		assert.Contains(t, faults[0].Accepted, string(known))
	}
}

func TestValidateHoldsLogGroupsToThePeriodsOfCloudWatch(t *testing.T) {
	t.Parallel()
	args := full()
	args.FlowLogs = flowLogs(network.ToCloudWatch)
	args.FlowLogs.RetentionDays = 42
	args.DNSFirewall.QueryLogRetentionDays = 43
	faults := args.Validate()
	require.Len(t, faults, 2)
	assert.Equal(t, "dnsFirewall.queryLogRetentionDays", faults[0].Path)
	assert.Equal(t, "flowLogs.retentionDays", faults[1].Path)
	assert.Contains(t, faults[1].Accepted, "30, 60, 90")
}
