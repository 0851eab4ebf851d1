package network_test

import (
	"maps"
	"net/netip"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/covetpy/platform/components/network"
)

// tiers of the VPC's own range.
var tiers = []network.Tier{network.Private, network.Spare, network.Public, network.Data}

func TestPlan(t *testing.T) {
	t.Parallel()
	for sentence, test := range map[string]struct {
		cidr string
		want map[string]string
	}{
		"a /16 gives each zone 8190 private addresses": {"10.0.0.0/16", map[string]string{
			"private-a": "10.0.0.0/19", "private-b": "10.0.32.0/19", "private-c": "10.0.64.0/19", "private-d": "10.0.96.0/19",
			"spare-a": "10.0.128.0/20", "spare-b": "10.0.144.0/20", "spare-c": "10.0.160.0/20", "spare-d": "10.0.176.0/20",
			"public-a": "10.0.192.0/21", "public-b": "10.0.200.0/21", "public-c": "10.0.208.0/21", "public-d": "10.0.216.0/21",
			"data-a": "10.0.224.0/21", "data-b": "10.0.232.0/21", "data-c": "10.0.240.0/21", "data-d": "10.0.248.0/21",
		}},
		"the smallest range still gives each zone 510 of them": {"172.16.16.0/20", map[string]string{
			"private-a": "172.16.16.0/23", "private-b": "172.16.18.0/23", "private-c": "172.16.20.0/23", "private-d": "172.16.22.0/23",
			"spare-a": "172.16.24.0/24", "spare-b": "172.16.25.0/24", "spare-c": "172.16.26.0/24", "spare-d": "172.16.27.0/24",
			"public-a": "172.16.28.0/25", "public-b": "172.16.28.128/25", "public-c": "172.16.29.0/25", "public-d": "172.16.29.128/25",
			"data-a": "172.16.30.0/25", "data-b": "172.16.30.128/25", "data-c": "172.16.31.0/25", "data-d": "172.16.31.128/25",
		}},
	} {
		t.Run(sentence, func(t *testing.T) {
			t.Parallel()
			plan := network.NewPlan(netip.MustParsePrefix(test.cidr), nil)
			assert.Equal(t, test.want, planned(plan, tiers, network.MaxZones))
		})
	}
}

func TestPlanOfPods(t *testing.T) {
	t.Parallel()
	pods := netip.MustParsePrefix("100.64.0.0/16")
	plan := network.NewPlan(netip.MustParsePrefix("10.0.0.0/16"), &pods)
	assert.Equal(t, map[string]string{
		"pods-a": "100.64.0.0/18", "pods-b": "100.64.64.0/18", "pods-c": "100.64.128.0/18", "pods-d": "100.64.192.0/18",
	}, planned(plan, []network.Tier{network.Pods}, network.MaxZones))
	assert.Equal(t, []network.Held{{Name: "vpc", CIDR: netip.MustParsePrefix("10.0.0.0/16")}, {Name: "pods", CIDR: pods}}, plan.Inside())
}

func TestPlanWithoutPodsHasNoRangeForThem(t *testing.T) {
	t.Parallel()
	plan := network.NewPlan(netip.MustParsePrefix("10.0.0.0/16"), nil)
	assert.Equal(t, netip.Prefix{}, plan.Range(network.Pods))
	assert.Equal(t, netip.Prefix{}, plan.Subnet(network.Pods, 0))
	assert.Len(t, plan.Inside(), 1)
}

func TestPlanNeverOverlapsAndCoversAll(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		cidr := anyVPC().Draw(t, "cidr")
		plan := network.NewPlan(cidr, nil)
		var all []netip.Prefix
		addresses := 0
		for _, tier := range tiers {
			for slot := range network.MaxZones {
				subnet := plan.Subnet(tier, slot)
				require.True(t, cidr.Contains(subnet.Addr()) && subnet.Bits() > cidr.Bits(), "%s is outside %s", subnet, cidr)
				require.Equal(t, subnet.Masked(), subnet)
				require.True(t, plan.Range(tier).Overlaps(subnet), "%s is outside its tier", subnet)
				for _, other := range all {
					require.False(t, subnet.Overlaps(other), "%s overlaps %s", subnet, other)
				}
				all = append(all, subnet)
				addresses += 1 << (32 - subnet.Bits())
			}
		}
		require.Equal(t, 1<<(32-cidr.Bits()), addresses, "addresses that no tier has")
	})
}

func TestPlanStaysWhenAZoneOrATierIsAdded(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		cidr := anyVPC().Draw(t, "cidr")
		pods := anyPods().Draw(t, "pods")
		zones := rapid.IntRange(1, network.MaxZones-1).Draw(t, "zones")
		count := rapid.IntRange(1, len(tiers)-1).Draw(t, "tiers")
		before := planned(network.NewPlan(cidr, nil), tiers[:count], zones)
		after := planned(network.NewPlan(cidr, &pods), append([]network.Tier{network.Pods}, tiers...), zones+1)
		maps.DeleteFunc(after, func(name, _ string) bool { _, was := before[name]; return !was })
		require.Equal(t, before, after)
	})
}

func planned(plan network.Plan, tiers []network.Tier, zones int) map[string]string {
	out := map[string]string{}
	for _, tier := range tiers {
		for slot := range zones {
			out[string(tier)+"-"+network.Letter(slot)] = plan.Subnet(tier, slot).String()
		}
	}
	return out
}

// anyVPC draws a private range of a size that the plan takes.
func anyVPC() *rapid.Generator[netip.Prefix] {
	return rapid.Custom(func(t *rapid.T) netip.Prefix {
		bits := rapid.IntRange(network.LargestBits, network.SmallestBits).Draw(t, "bits")
		second, third := rapid.Byte().Draw(t, "second"), rapid.Byte().Draw(t, "third")
		address := rapid.SampledFrom([][4]byte{{10, second, third}, {172, 16 | second&15, third}, {192, 168, third}}).Draw(t, "address")
		return netip.PrefixFrom(netip.AddrFrom4(address), bits).Masked()
	})
}

func anyPods() *rapid.Generator[netip.Prefix] {
	return rapid.Custom(func(t *rapid.T) netip.Prefix {
		bits := rapid.IntRange(network.LargestBits, network.SmallestBits).Draw(t, "bits")
		second, third := rapid.ByteRange(64, 127).Draw(t, "second"), rapid.Byte().Draw(t, "third")
		return netip.PrefixFrom(netip.AddrFrom4([4]byte{100, second, third}), bits).Masked()
	})
}
