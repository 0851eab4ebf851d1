package tests

import (
	"maps"
	"net/netip"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/covetpy/platform/components/cluster"
	"github.com/covetpy/platform/infra/config"
	"github.com/covetpy/platform/internal/offline"
	"github.com/covetpy/platform/sim"
)

// TestAnyConfigurationComesUpChangesAndGoes draws two configurations of dev,
// brings the first up, changes it into the second and takes that down, with the
// invariants on at each step. What carries everything else stays as it was.
func TestAnyConfigurationComesUpChangesAndGoes(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		first, second := drawChoice(t, "first"), drawChoice(t, "second")
		first.data.front, second.data.front = *load(t, "dev").Config.Edge, *load(t, "dev").Config.Edge
		if first.data.hasDatabase() && second.data.hasDatabase() {
			// RDS gives up no subnet that an instance or a proxy is in.
			second.zones = max(first.zones, second.zones)
		}
		w := newWorld(t, "dev").with(first.onto)
		w.cloud = sim.New(offline.Cloud(w.loaded)...)
		w.up()
		plane, vpc := w.one(clusterType, "cluster-eksCluster").ID, w.one(vpcType, "network").ID
		w = w.with(second.onto)
		w.up()
		require.Equal(t, plane, w.one(clusterType, "cluster-eksCluster").ID)
		require.Equal(t, vpc, w.one(vpcType, "network").ID)
		w.gone()
	})
}

// choice is what an owner of dev may decide on, but for the version, which can
// only climb.
type choice struct {
	zones      int
	nat        config.NAT
	endpoints  bool
	pods, ipv6 bool
	flowLogs   *config.FlowLogs
	block      config.BlockPublicAccess
	addons     []config.Addon
	groups     map[string]config.AMI // beside system
	system     config.AMI
	karpenter  bool
	data       dataChoice
}

func drawChoice(t *rapid.T, label string) choice {
	optional := []config.Addon{config.EBSCSIDriver, config.MetricsServer, config.NodeMonitoring, config.SnapshotController}
	images := rapid.SampledFrom([]config.AMI{config.AL2023, config.Bottlerocket})
	return rapid.Custom(func(t *rapid.T) choice {
		c := choice{
			zones:     rapid.IntRange(2, 4).Draw(t, "zones"),
			nat:       rapid.SampledFrom([]config.NAT{config.NATNone, config.NATSingle, config.NATPerZone, config.NATRegional}).Draw(t, "nat"),
			endpoints: rapid.Bool().Draw(t, "endpoints"),
			pods:      rapid.Bool().Draw(t, "pods"),
			ipv6:      rapid.Bool().Draw(t, "ipv6"),
			block:     rapid.SampledFrom([]config.BlockPublicAccess{config.BlockOff, config.BlockIngress, config.BlockBidirectional}).Draw(t, "block"),
			addons:    rapid.Permutation(optional).Draw(t, "add-ons")[:rapid.IntRange(0, len(optional)).Draw(t, "how many")],
			groups:    rapid.MapOfN(rapid.SampledFrom([]string{"app", "spot"}), images, 0, 2).Draw(t, "groups"),
			system:    images.Draw(t, "system"),
			karpenter: rapid.Bool().Draw(t, "karpenter"),
		}
		if rapid.Bool().Draw(t, "flow logs") {
			c.flowLogs = &config.FlowLogs{
				Destination:   rapid.SampledFrom([]config.FlowLogDestination{config.ToS3, config.ToCloudWatch}).Draw(t, "to"),
				Traffic:       rapid.SampledFrom([]config.Traffic{config.AcceptedTraffic, config.RejectedTraffic, config.AllTraffic}).Draw(t, "traffic"),
				RetentionDays: rapid.SampledFrom([]config.Retention{1, 30, 365}).Draw(t, "days"),
			}
		}
		c.data = drawData(t)
		return c
	}).Draw(t, label)
}

// onto makes the choice.
func (ch choice) onto(c *config.Config) {
	// What is drawn may lack what applications use, and then they are refused: they
	// have properties of their own (components/app, apps_*_test.go).
	c.Apps = nil
	c.Region = "us-west-2" // has four zones
	c.Network.Zones = ch.zones
	c.Network.NAT = ch.nat
	c.Network.InterfaceEndpoints = ch.endpoints || ch.nat == config.NATNone // or no node could join
	c.Network.PodCIDR = nil
	if ch.pods {
		c.Network.PodCIDR = new(netip.MustParsePrefix("100.64.0.0/16"))
	}
	c.Network.IPv6 = ch.ipv6
	c.Network.FlowLogs = ch.flowLogs
	c.Network.BlockPublicAccess = ch.block
	if ch.block == config.BlockBidirectional && (ch.nat != config.NATNone || ch.ipv6) {
		c.Network.BlockPublicAccess = config.BlockIngress // both ways out would be shut
	}
	c.Cluster.Version = slices.Max(cluster.Releases())
	c.Cluster.Addons.Optional = ch.addons
	defaults := config.Defaults(config.Dev)
	groups := maps.Clone(ch.groups)
	groups["system"] = ch.system
	c.Cluster.NodeGroups = map[string]config.NodeGroup{}
	for name, image := range groups {
		group := defaults.Cluster.NodeGroups[name]
		group.AMI = image
		c.Cluster.NodeGroups[name] = group
	}
	c.Cluster.Karpenter = nil
	if ch.karpenter {
		c.Cluster.Karpenter = defaults.Cluster.Karpenter
	}
	ch.data.onto(c)
}
