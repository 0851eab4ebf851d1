package network_test

import (
	"net/netip"
	"slices"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
	"github.com/stretchr/testify/require"

	"github.com/covetpy/platform/components/network"
	"github.com/covetpy/platform/infra/identity"
	"github.com/covetpy/platform/infra/naming"
	"github.com/covetpy/platform/internal/mocktest"
)

// minimal is the least that is valid: two zones and no way out.
func minimal() *network.Args {
	return &network.Args{
		Names:   naming.Scope{Project: "covetpy", Environment: "dev"},
		Where:   identity.Scope{Partition: mocktest.Partition, Region: mocktest.Region, Account: mocktest.Account},
		CIDR:    netip.MustParsePrefix("10.0.0.0/16"),
		ZoneIDs: []string{"euw1-az1", "euw1-az2"},
		NAT:     network.NATNone,
	}
}

// full has everything on.
func full() *network.Args {
	args := minimal()
	pods := netip.MustParsePrefix("100.64.0.0/16")
	args.ZoneIDs = []string{"euw1-az1", "euw1-az2", "euw1-az3"}
	args.NAT = network.NATPerZone
	args.PodCIDR = &pods
	args.IPv6 = true
	args.Peers = []netip.Prefix{netip.MustParsePrefix("10.1.0.0/16")}
	args.Endpoints = []network.EndpointService{"ecr.api", "sts"}
	args.ClusterName = "covetpy-dev"
	args.FlowLogs = flowLogs(network.ToS3)
	args.DNSFirewall = &network.DNSFirewall{
		Action:                network.FirewallBlock,
		Lists:                 map[network.ManagedList]string{network.MalwareList: "rslvr-fdl-2c46f2ecbfec4dcc", network.BotnetList: "rslvr-fdl-aa970e9eb1ca4777"},
		QueryLogRetentionDays: 30,
		KeyARN:                pulumi.String("arn:aws:kms:eu-west-1:111122223333:key/logs"),
	}
	args.BlockPublicAccess = network.BlockIngress
	args.Protect = true
	return args
}

func flowLogs(to network.FlowLogDestination) *network.FlowLogs {
	return &network.FlowLogs{
		Destination:   to,
		Traffic:       network.AllTraffic,
		RetentionDays: 90,
		KeyARN:        pulumi.String("arn:aws:kms:eu-west-1:111122223333:key/records"),
	}
}

// recorder answers what only AWS knows of a VPC.
func recorder() *mocktest.Recorder {
	return mocktest.New().Outputs("aws:ec2/vpc:Vpc", func(mocktest.Resource) resource.PropertyMap {
		return resource.NewPropertyMapFromMap(map[string]any{
			"ipv6CidrBlock":       "2001:db8:1234:aa00::/56",
			"defaultNetworkAclId": "acl-default",
			"defaultRouteTableId": "rtb-default",
		})
	})
}

// program makes the network that args ask for.
func program(args *network.Args) pulumi.RunFunc {
	return func(ctx *pulumi.Context) error {
		_, err := network.NewNetwork(ctx, "net", args)
		return err
	}
}

// made runs the component and returns what it registered.
func made(t require.TestingT, args *network.Args) *mocktest.Recorder {
	rec := recorder()
	require.NoError(t, rec.Run(program(args)))
	return rec
}

// without returns the lines of a that are not in b.
func without(a, b []string) []string {
	return slices.DeleteFunc(slices.Clone(a), func(line string) bool { return slices.Contains(b, line) })
}
