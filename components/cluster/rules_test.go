package cluster

import (
	"fmt"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"pgregory.net/rapid"
)

func TestRules(t *testing.T) {
	always := []string{
		"control-plane in from nodes tcp 443-443",
		"nodes in from nodes tcp 1025-65535",
		"nodes out to nodes tcp 1025-65535",
		"nodes out to network tcp 1025-65535",
		"nodes out to anywhere tcp 443-443",
		"control-plane out to nodes tcp 10250-10250",
		"nodes in from control-plane tcp 10250-10250",
	}
	metrics := []string{
		"control-plane out to nodes tcp 10251-10251",
		"nodes in from control-plane tcp 10251-10251",
	}
	dns := []string{
		"nodes in from nodes tcp 53-53",
		"nodes out to nodes tcp 53-53",
		"nodes in from nodes udp 53-53",
		"nodes out to nodes udp 53-53",
	}
	tests := map[string]struct {
		on       []Addon
		webhooks []Webhook
		want     []string
	}{
		"without add-ons nothing but what every cluster needs": {want: always},
		"metrics-server is called by the API server":           {on: []Addon{MetricsServer}, want: append(always[:7:7], metrics...)},
		"CoreDNS is asked by pods":                             {on: []Addon{CoreDNS}, want: append(always[:7:7], dns...)},
		"webhooks are called by the API server, and a port that two share is opened once": {
			webhooks: []Webhook{{"load-balancer-controller", 9443}, {"istiod", 15017}, {"keda", 9443}},
			want: append(always[:7:7],
				"control-plane out to nodes tcp 9443-9443", "nodes in from control-plane tcp 9443-9443",
				"control-plane out to nodes tcp 15017-15017", "nodes in from control-plane tcp 15017-15017"),
		},
		"a webhook on a port that the API server calls anyway needs nothing": {
			on: []Addon{MetricsServer}, webhooks: []Webhook{{"external-secrets", 10250}, {"other", 10251}}, want: append(always[:7:7], metrics...),
		},
		"add-ons that nobody calls need nothing": {on: []Addon{NodeMonitoring, EBSCSIDriver, SnapshotController, VPCCNI}, want: always},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			var got []string
			for _, r := range rules(tt.on, tt.webhooks) {
				got = append(got, describe(r))
			}
			assert.Equal(t, tt.want, got)
		})
	}
}

func describe(r rule) string {
	if r.out {
		return fmt.Sprintf("%s out to %s %s %d-%d", r.of, r.peer, r.protocol, r.from, r.to)
	}
	return fmt.Sprintf("%s in from %s %s %d-%d", r.of, r.peer, r.protocol, r.from, r.to)
}

// Whatever is on: names are unique (they are URNs), nothing comes in from
// outside the cluster, turning an add-on or a webhook on takes no rule away, and no
// rule says what another one does.
func TestRulesOfAnyAddons(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		all := installed(OptionalAddons())
		on := rapid.SliceOfDistinct(rapid.SampledFrom(all), rapid.ID).Draw(t, "on")
		more := slices.Concat(on, []Addon{rapid.SampledFrom(all).Draw(t, "one more")})
		webhook := rapid.Custom(func(t *rapid.T) Webhook {
			return Webhook{rapid.SampledFrom([]string{"a", "b"}).Draw(t, "name"), rapid.IntRange(10248, 10253).Draw(t, "port")}
		})
		webhooks := rapid.SliceOf(webhook).Draw(t, "webhooks")
		called := slices.Concat(webhooks, []Webhook{webhook.Draw(t, "one more webhook")})
		seen, said := map[string]rule{}, map[string]bool{}
		for _, r := range rules(more, called) {
			assert.NotContains(t, seen, r.name)
			assert.NotContains(t, said, describe(r))
			seen[r.name], said[describe(r)] = r, true
			if !r.out {
				assert.Contains(t, []peer{toNodes, toControlPlane}, r.peer, r.name)
			}
		}
		for _, r := range rules(on, webhooks) {
			assert.True(t, said[describe(r)], r.name)
		}
	})
}

func TestMachines(t *testing.T) {
	tests := map[string]struct {
		group NodeGroup
		ami   string
		disks []disk
	}{
		"Amazon Linux on Intel or AMD": {NodeGroup{AMI: AL2023, Architecture: AMD64, DiskGiB: 50}, "AL2023_x86_64_STANDARD", []disk{{"/dev/xvda", 50}}},
		"Amazon Linux on Graviton":     {NodeGroup{AMI: AL2023, Architecture: ARM64, DiskGiB: 50}, "AL2023_ARM_64_STANDARD", []disk{{"/dev/xvda", 50}}},
		"Bottlerocket on Intel or AMD": {NodeGroup{AMI: Bottlerocket, Architecture: AMD64, DiskGiB: 80}, "BOTTLEROCKET_x86_64", []disk{{"/dev/xvda", 4}, {"/dev/xvdb", 80}}},
		"Bottlerocket on Graviton":     {NodeGroup{AMI: Bottlerocket, Architecture: ARM64, DiskGiB: 80}, "BOTTLEROCKET_ARM_64", []disk{{"/dev/xvda", 4}, {"/dev/xvdb", 80}}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			assert.Equal(t, tt.ami, tt.group.amiType())
			assert.Equal(t, tt.disks, tt.group.disks())
		})
	}
	assert.Equal(t, []string{"ON_DEMAND", "SPOT"}, []string{OnDemand.capacityType(), Spot.capacityType()})
	assert.Equal(t, []string{"NO_SCHEDULE", "PREFER_NO_SCHEDULE", "NO_EXECUTE"},
		[]string{NoSchedule.eks(), PreferNoSchedule.eks(), NoExecute.eks()})
}
