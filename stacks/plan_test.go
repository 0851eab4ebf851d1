package stacks

import (
	"maps"
	"net/netip"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/covetpy/platform/components/cluster"
	"github.com/covetpy/platform/components/network"
	"github.com/covetpy/platform/infra/config"
	"github.com/covetpy/platform/infra/encryption"
	"github.com/covetpy/platform/infra/identity"
	"github.com/covetpy/platform/infra/naming"
	"github.com/covetpy/platform/infra/tags"
	"github.com/covetpy/platform/internal/mocktest"
)

var today = time.Date(2026, time.November, 23, 0, 0, 0, 0, time.UTC)

func TestEveryEnvironmentIsAccepted(t *testing.T) {
	t.Parallel()
	names, err := config.Environments("..")
	require.NoError(t, err)
	for _, name := range names {
		_, err := config.Load("..", name, Check(name, today))
		require.NoError(t, err)
	}
}

// sound is a configuration without a fault: dev's defaults and what a file must
// say.
func sound() config.Config {
	c := config.Defaults(config.Dev)
	c.Account, c.Region = "111122223333", "eu-west-1"
	c.Owner, c.CostCentre, c.Domain = "platform", "4100", "dev.covet.example.com"
	c.Cluster.Access["admins"] = config.AccessEntry{
		PrincipalARN: "arn:aws:iam::111122223333:role/Admin", Role: config.Administrator,
	}
	return c
}

// intern is an access entry of a role that is nobody's.
func intern() config.AccessEntry {
	return config.AccessEntry{PrincipalARN: "intern", Role: config.Viewer}
}

// TestFaultsAreToldUnderTheConfigurationsPaths breaks one thing and reads where
// the fault is said to be.
func TestFaultsAreToldUnderTheConfigurationsPaths(t *testing.T) {
	t.Parallel()
	cases := map[string]struct {
		breakIt func(*config.Config)
		want    []string // path and what was found
	}{
		"nothing": {func(*config.Config) {}, nil},
		"an access entry that is not the first": {
			func(c *config.Config) { c.Cluster.Access["interns"] = intern() },
			[]string{"cluster.access.interns.principalArn: intern"},
		},
		"two entries of many": {
			func(c *config.Config) {
				for _, name := range []string{"b1", "b2", "b3", "b4", "b5", "b6", "b7", "b8", "b9", "c1"} {
					entry := intern()
					entry.PrincipalARN = "arn:aws:iam::111122223333:role/" + name
					c.Cluster.Access[name] = entry
				}
				c.Cluster.Access["b1"], c.Cluster.Access["c1"] = intern(), intern()
			},
			[]string{
				"cluster.access.b1.principalArn: intern", "cluster.access.c1.principalArn: intern",
				"cluster.access.c1.principalArn: intern",
			},
		},
		"a zone that has no control planes": {
			func(c *config.Config) {
				c.Region, c.Network.ZoneIDs = "us-east-1", []string{"use1-az1", "use1-az3"}
			},
			[]string{"network.zoneIds[1]: use1-az3"},
		},
		"a zone twice, which both components object to": {
			func(c *config.Config) { c.Network.ZoneIDs = []string{"euw1-az1", "euw1-az1"} },
			[]string{"network.zoneIds: 1 zones", "network.zoneIds[1]: euw1-az1"},
		},
		"a node group's types": {
			func(c *config.Config) {
				g := c.Cluster.NodeGroups["app"]
				g.InstanceTypes = []string{"m6i.large", "m7g.large"}
				c.Cluster.NodeGroups["app"] = g
			},
			[]string{"cluster.nodeGroups.app.instanceTypes[1]: m7g.large"},
		},
		"a range that is taken": {
			func(c *config.Config) { c.Network.Peers = []netip.Prefix{c.Network.CIDR} },
			[]string{"network.cidr: " + sound().Network.CIDR.String()},
		},
		"a key that goes too fast": {
			func(c *config.Config) { c.Encryption.DeletionWindowDays = 3 },
			[]string{"encryption.deletionWindowDays: 3"},
		},
		"nodes that reach nothing": {
			func(c *config.Config) { c.Network.NAT, c.Network.InterfaceEndpoints = config.NATNone, false },
			[]string{"network.interfaceEndpoints: false"},
		},
		"nodes that reach the endpoints alone": {
			func(c *config.Config) { c.Network.NAT, c.Network.InterfaceEndpoints = config.NATNone, true }, nil,
		},
		"five zones": {
			func(c *config.Config) {
				c.Network.Zones = 5
				c.Network.ZoneIDs = []string{"use1-az1", "use1-az2", "use1-az4", "use1-az5", "use1-az6"}
				c.Region = "us-east-1"
			},
			[]string{"network.zoneIds: 5 zones"},
		},
		"one zone": {
			func(c *config.Config) { c.Network.ZoneIDs = []string{"euw1-az1"} },
			[]string{"network.zoneIds: 1 zones"},
		},
		"a region whose zones nobody knows": {
			func(c *config.Config) { c.Region = "eu-nowhere-1" },
			[]string{"region: eu-nowhere-1"},
		},
		"more zones than the region has": {
			func(c *config.Config) { c.Network.Zones = 4 },
			[]string{"network.zones: 4"},
		},
		"everything at once": {
			func(c *config.Config) {
				c.Cluster.Access["interns"] = intern()
				c.Encryption.DeletionWindowDays = 3
				c.Cluster.Version = "1.33"
			},
			[]string{"cluster.access.interns.principalArn: intern", "cluster.version: 1.33", "encryption.deletionWindowDays: 3"},
		},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			settings := sound()
			c.breakIt(&settings)
			var got []string
			for _, f := range Check("dev", today)(settings) {
				got = append(got, f.Path+": "+f.Found)
				assert.NotEmpty(t, f.Accepted, f.Path)
			}
			require.Equal(t, c.want, got)
		})
	}
}

func TestAVersionIsJudgedByTheDay(t *testing.T) {
	t.Parallel()
	settings := sound()
	settings.Cluster.Version = "1.35"
	require.Empty(t, Check("dev", today)(settings))
	faults := Check("dev", today.AddDate(1, 0, 0))(settings)
	require.Len(t, faults, 1)
	require.Equal(t, "cluster.version", faults[0].Path)
}

func TestAPlanIsTheConfiguration(t *testing.T) {
	t.Parallel()
	settings := sound()
	settings.Protect = true
	settings.Cluster.NodeGroups = map[string]config.NodeGroup{"app": settings.Cluster.NodeGroups["app"]}
	p, faults := newPlan("dev", settings, today)
	require.Empty(t, faults)

	names := naming.Scope{Project: "covetpy", Environment: "dev"}
	where := identity.Scope{Partition: "aws", Region: "eu-west-1", Account: "111122223333"}
	owner := tags.Set{Project: "covetpy", Environment: "dev", Owner: "platform", CostCentre: "4100", DataClass: string(settings.DataClass)}
	require.Equal(t, where, p.where)
	require.Equal(t, owner, p.tags)
	require.Equal(t, encryption.Args{
		Names: names, Where: where, Protect: true,
		DeletionWindowDays: settings.Encryption.DeletionWindowDays,
		LogGroupPrefixes: []string{
			"/covetpy/dev/", "/aws/eks/covetpy-dev/", "/aws/rds/cluster/covetpy-dev-database/postgresql",
			"/aws/rds/cluster/covetpy-dev-database/iam-db-auth-error", "/aws/rds/cluster/covetpy-dev-database/instance",
		},
	}, p.keys)
	require.Equal(t, network.Args{
		Names: names, Where: where, Protect: true, ClusterName: "covetpy-dev",
		CIDR: settings.Network.CIDR, ZoneIDs: []string{"euw1-az1", "euw1-az2"}, NAT: network.NATSingle,
		Peers:             settings.Network.Peers,
		BlockPublicAccess: network.BlockPublicAccess(settings.Network.BlockPublicAccess),
		FlowLogs: &network.FlowLogs{
			Destination: network.ToCloudWatch, Traffic: network.RejectedTraffic, RetentionDays: 7, KeyARN: later,
		},
	}, p.network)
	g := settings.Cluster.NodeGroups["app"]
	require.Equal(t, map[string]cluster.NodeGroup{"app": {
		Capacity: cluster.OnDemand, InstanceTypes: g.InstanceTypes, Architecture: cluster.AMD64, AMI: cluster.AL2023,
		MinPerZone: g.MinPerZone, DesiredPerZone: g.DesiredPerZone, MaxPerZone: g.MaxPerZone,
		DiskGiB: g.DiskGiB, Labels: g.Labels, MaxUnavailablePercent: g.MaxUnavailablePercent,
	}}, p.cluster.NodeGroups)
	require.Equal(t, []cluster.AccessEntry{
		{Name: "admins", PrincipalARN: "arn:aws:iam::111122223333:role/Admin", Role: cluster.Administrator},
	}, p.cluster.Access)
	require.Equal(t, []cluster.Subnet{
		{Letter: "a", ZoneID: "euw1-az1", ID: later}, {Letter: "b", ZoneID: "euw1-az2", ID: later},
	}, p.cluster.Subnets)
}

// TestEveryPartThatATierLeavesOffIsPassedOn turns everything on.
func TestEveryPartThatATierLeavesOffIsPassedOn(t *testing.T) {
	t.Parallel()
	settings := config.Specimen(config.Prod, "extra")
	settings.Account, settings.Region = "111122223333", "eu-west-1"
	settings.Network.DNSFirewall.Lists = map[config.ManagedList]string{config.MalwareList: "rslvr-fdl-1"}
	settings.Network.InterfaceEndpoints = true
	p, _ := newPlan("prod", settings, today)

	require.Equal(t, &network.DNSFirewall{
		Action:                network.FirewallAction(settings.Network.DNSFirewall.Action),
		Lists:                 map[network.ManagedList]string{network.MalwareList: "rslvr-fdl-1"},
		QueryLogRetentionDays: int(settings.Network.DNSFirewall.QueryLogRetentionDays),
		KeyARN:                later,
	}, p.network.DNSFirewall)
	require.Equal(t, settings.Network.PodCIDR, p.network.PodCIDR)
	require.Equal(t, &cluster.Karpenter{Namespace: "kube-system"}, p.cluster.Karpenter)
	var endpoints []string
	for _, e := range p.network.Endpoints {
		endpoints = append(endpoints, string(e))
	}
	require.Equal(t, slices.Sorted(slices.Values(append(p.cluster.Endpoints(), "elasticloadbalancing", "secretsmanager"))), endpoints)
	require.Equal(t, slices.Sorted(maps.Keys(settings.Cluster.NodeGroups)), slices.Sorted(maps.Keys(p.cluster.NodeGroups)))
}

func TestARegionIsInAPartition(t *testing.T) {
	t.Parallel()
	cases := map[string]struct{ region, want string }{
		"Ireland":                    {"eu-west-1", "aws"},
		"Central, which is no China": {"ca-central-1", "aws"},
		"Beijing":                    {"cn-north-1", "aws-cn"},
		"the government's west":      {"us-gov-west-1", "aws-us-gov"},
		"the other west":             {"us-west-1", "aws"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			require.Equal(t, c.want, Partition(c.region))
		})
	}
}

func TestNothingIsRegisteredForAFaultyConfiguration(t *testing.T) {
	t.Parallel()
	settings := sound()
	settings.Encryption.DeletionWindowDays = 3
	rec := mocktest.New()
	err := rec.Run(Program(&config.Loaded{Environment: "dev", Config: settings}, today))
	require.ErrorContains(t, err, "encryption.deletionWindowDays: found 3")
	require.Empty(t, rec.All())
}
