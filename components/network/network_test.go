package network_test

import (
	"net/netip"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/covetpy/platform/components/network"
	"github.com/covetpy/platform/internal/mocktest"
)

// least is everything that the least network registers.
var least = []string{
	"ec2/DefaultNetworkAcl net-default", "ec2/DefaultRouteTable net-default", "ec2/DefaultSecurityGroup net-default",
	"ec2/InternetGateway net-internet",
	"ec2/NetworkAcl net-data", "ec2/NetworkAcl net-private", "ec2/NetworkAcl net-public",
	"ec2/Route net-public",
	"ec2/RouteTable net-data", "ec2/RouteTable net-private-a", "ec2/RouteTable net-private-b", "ec2/RouteTable net-public",
	"ec2/RouteTableAssociation net-data-a", "ec2/RouteTableAssociation net-data-b",
	"ec2/RouteTableAssociation net-private-a", "ec2/RouteTableAssociation net-private-b",
	"ec2/RouteTableAssociation net-public-a", "ec2/RouteTableAssociation net-public-b",
	"ec2/Subnet net-data-a", "ec2/Subnet net-data-b", "ec2/Subnet net-private-a", "ec2/Subnet net-private-b",
	"ec2/Subnet net-public-a", "ec2/Subnet net-public-b",
	"ec2/Vpc net",
	"ec2/VpcEndpoint net-endpoint-dynamodb", "ec2/VpcEndpoint net-endpoint-s3",
}

func TestTheLeastNetwork(t *testing.T) {
	t.Parallel()
	assert.Equal(t, least, made(t, minimal()).Lines())
}

// TestEachChoiceAddsItsOwn compares with the least network: what a choice adds,
// and that it takes nothing away.
func TestEachChoiceAddsItsOwn(t *testing.T) {
	t.Parallel()
	pods := prefix("100.64.0.0/16")
	for sentence, test := range map[string]struct {
		change func(*network.Args)
		adds   []string
	}{
		"a single NAT gateway": {
			func(a *network.Args) { a.NAT = network.NATSingle },
			[]string{"ec2/Eip net-nat-a", "ec2/NatGateway net-nat-a", "ec2/Route net-private-a", "ec2/Route net-private-b"},
		},
		"a NAT gateway per zone": {
			func(a *network.Args) { a.NAT = network.NATPerZone },
			[]string{
				"ec2/Eip net-nat-a", "ec2/Eip net-nat-b", "ec2/NatGateway net-nat-a", "ec2/NatGateway net-nat-b",
				"ec2/Route net-private-a", "ec2/Route net-private-b",
			},
		},
		"a regional NAT gateway": {
			func(a *network.Args) { a.NAT = network.NATRegional },
			[]string{"ec2/NatGateway net-nat-regional", "ec2/Route net-private-a", "ec2/Route net-private-b"},
		},
		"IPv6": {
			func(a *network.Args) { a.IPv6 = true },
			[]string{
				"ec2/EgressOnlyInternetGateway net-egress-only",
				"ec2/Route net-private-a-ipv6", "ec2/Route net-private-b-ipv6", "ec2/Route net-public-ipv6",
			},
		},
		"a range for pods": {
			func(a *network.Args) { a.PodCIDR = &pods },
			[]string{
				"ec2/RouteTableAssociation net-pods-a", "ec2/RouteTableAssociation net-pods-b",
				"ec2/Subnet net-pods-a", "ec2/Subnet net-pods-b", "ec2/VpcIpv4CidrBlockAssociation net-pods",
			},
		},
		"interface endpoints": {
			func(a *network.Args) { a.Endpoints = []network.EndpointService{"ecr.api", "sts"} },
			[]string{
				"ec2/SecurityGroup net-endpoints", "ec2/VpcEndpoint net-endpoint-ecr-api", "ec2/VpcEndpoint net-endpoint-sts",
				"vpc/SecurityGroupIngressRule net-endpoints-vpc",
			},
		},
		"flow logs to S3": {
			func(a *network.Args) { a.FlowLogs = flowLogs(network.ToS3) },
			[]string{
				"ec2/FlowLog net-flow-logs", "s3/Bucket net-flow-logs", "s3/BucketLifecycleConfiguration net-flow-logs",
				"s3/BucketOwnershipControls net-flow-logs", "s3/BucketPolicy net-flow-logs", "s3/BucketPublicAccessBlock net-flow-logs",
				"s3/BucketServerSideEncryptionConfiguration net-flow-logs", "s3/BucketVersioning net-flow-logs",
			},
		},
		"flow logs to CloudWatch": {
			func(a *network.Args) { a.FlowLogs = flowLogs(network.ToCloudWatch) },
			[]string{
				"cloudwatch/LogGroup net-flow-logs", "ec2/FlowLog net-flow-logs",
				"iam/Role net-flow-logs", "iam/RolePolicy net-flow-logs",
			},
		},
		"a DNS firewall": {
			func(a *network.Args) { a.DNSFirewall = full().DNSFirewall },
			[]string{
				"cloudwatch/LogGroup net-dns-queries", "cloudwatch/LogResourcePolicy net-dns-queries",
				"route53/ResolverFirewallRule net-dns-firewall-botnet", "route53/ResolverFirewallRule net-dns-firewall-malware",
				"route53/ResolverFirewallRuleGroup net-dns-firewall", "route53/ResolverFirewallRuleGroupAssociation net-dns-firewall",
				"route53/ResolverQueryLogConfig net-dns-queries", "route53/ResolverQueryLogConfigAssociation net-dns-queries",
			},
		},
		"blocked public access":       {func(a *network.Args) { a.BlockPublicAccess = network.BlockIngress }, []string{"ec2/VpcBlockPublicAccessOptions net-block-public-access"}},
		"public access left as it is": {func(a *network.Args) { a.BlockPublicAccess = network.BlockOff }, nil},
		"a cluster's tags":            {func(a *network.Args) { a.ClusterName = "covetpy-dev" }, nil},
	} {
		t.Run(sentence, func(t *testing.T) {
			t.Parallel()
			args := minimal()
			test.change(args)
			all := made(t, args).Lines()
			assert.ElementsMatch(t, test.adds, without(all, least))
			assert.Empty(t, without(least, all))
		})
	}
}

func TestEverythingWorksInAPreview(t *testing.T) {
	t.Parallel()
	rec := mocktest.New()
	require.NoError(t, rec.Preview(program(full())))
	assert.Equal(t, made(t, full()).Lines(), rec.Lines())
}

func TestEveryResourceIsTheNetworksChild(t *testing.T) {
	t.Parallel()
	for _, res := range made(t, full()).All() {
		if res.Custom {
			assert.Equal(t, []string{network.Type, "net"}, []string{res.ParentType, res.Parent}, "%s %s", res.Type, res.Name)
		}
	}
}

// TestAddingAZoneMovesNothing is the promise of the address plan on what is
// registered: names and whatever can't be changed in place stay.
func TestAddingAZoneMovesNothing(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		args := anyArgs().Draw(t, "args")
		before := frozen(made(t, args))
		args.ZoneIDs = append(slices.Clone(args.ZoneIDs), "usw2-az4")
		after := frozen(made(t, args))
		for name, inputs := range before {
			require.Equal(t, inputs, after[name], name)
		}
		require.Greater(t, len(after), len(before))
	})
}

// TestChangingTheWayOutKeepsTheFirstGateway moves between one NAT gateway and
// one per zone: the first one and its address stay.
func TestChangingTheWayOutKeepsTheFirstGateway(t *testing.T) {
	t.Parallel()
	args := full()
	args.NAT = network.NATSingle
	single := frozen(made(t, args))
	args.NAT = network.NATPerZone
	perZone := frozen(made(t, args))
	for name, inputs := range single {
		assert.Equal(t, inputs, perZone[name], name)
	}
}

// anyArgs draws a network of two or three zones with any choices.
func anyArgs() *rapid.Generator[*network.Args] {
	return rapid.Custom(func(t *rapid.T) *network.Args {
		args := full()
		args.Where.Region = "us-west-2"
		args.CIDR = anyVPC().Draw(t, "cidr")
		args.Peers = nil
		args.ZoneIDs = []string{"usw2-az1", "usw2-az2", "usw2-az3"}[:rapid.IntRange(2, 3).Draw(t, "zones")]
		args.NAT = rapid.SampledFrom([]network.NATMode{network.NATNone, network.NATSingle, network.NATPerZone, network.NATRegional}).Draw(t, "nat")
		args.IPv6 = rapid.Bool().Draw(t, "ipv6")
		args.FlowLogs.Destination = rapid.SampledFrom([]network.FlowLogDestination{network.ToS3, network.ToCloudWatch}).Draw(t, "flowLogs")
		args.PodCIDR = rapid.SampledFrom([]*netip.Prefix{nil, args.PodCIDR}).Draw(t, "pods")
		return args
	})
}

// frozen is every resource by type and name, with its inputs but for the few
// that grow with the zones, or change with the NAT mode, and that AWS changes
// in place.
func frozen(rec *mocktest.Recorder) map[string]map[string]any {
	out := map[string]map[string]any{}
	for _, res := range rec.All() {
		inputs := res.Plain()
		for _, key := range []string{"subnetIds", "routeTableIds", "natGatewayId"} {
			delete(inputs, key)
		}
		out[res.Type+" "+res.Name] = inputs
	}
	return out
}
