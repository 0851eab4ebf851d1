package config_test

import (
	"maps"
	"reflect"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/covetpy/platform/infra/config"
	"github.com/covetpy/platform/infra/config/internal/shape"
)

// strength measures one field: the greater, the safer. Or it says why the field
// has no safer direction.
type strength struct {
	of        func(config.Config) int
	otherwise string
}

func measured(of func(config.Config) int) strength { return strength{of: of} }

func notSecurity(why string) strength { return strength{otherwise: why} }

// rank is a value's place in a row from the weakest to the safest.
func rank[T comparable](v T, weakestFirst ...T) int { return slices.Index(weakestFirst, v) + 1 }

func yes(ok bool) int {
	if ok {
		return 1
	}
	return 0
}

// strengths covers every field of a configuration: a new one fails the test
// below until someone has thought about it.
func strengths() map[string]strength {
	out := map[string]strength{
		"tier": identity, "account": identity, "region": identity, "owner": identity, "costCentre": identity, "domain": identity,
		"dataClass":                     notSecurity("says what needs protection, and gives none"),
		"protect":                       measured(func(c config.Config) int { return yes(c.Protect) }),
		"encryption.deletionWindowDays": measured(func(c config.Config) int { return c.Encryption.DeletionWindowDays }),
		"encryption.multiRegion":        notSecurity("where keys can be used, for recovery"),
	}
	maps.Copy(out, networkStrengths())
	maps.Copy(out, clusterStrengths())
	maps.Copy(out, nodeGroupStrengths())
	maps.Copy(out, dataStrengths())
	maps.Copy(out, appStrengths())
	maps.Copy(out, serviceStrengths())
	maps.Copy(out, usesStrengths())
	maps.Copy(out, sloStrengths())
	return out
}

// Reasons that several fields share.
var (
	identity = notSecurity("says which environment it is")
	size     = notSecurity("size, not safety")
	choice   = notSecurity("each choice is as safe as the others")
)

func networkStrengths() map[string]strength {
	return map[string]strength{
		"network.cidr": identity, "network.zones": size, "network.zoneIds": identity, "network.podCidr": size,
		"network.ipv6":               choice,
		"network.nat":                notSecurity("availability: every mode lets out and nobody in"),
		"network.peers":              notSecurity("addresses that must not overlap; it opens nothing"),
		"network.interfaceEndpoints": measured(func(c config.Config) int { return yes(c.Network.InterfaceEndpoints) }),
		"network.blockPublicAccess": measured(func(c config.Config) int {
			return rank(c.Network.BlockPublicAccess, config.BlockOff, config.BlockIngress, config.BlockBidirectional)
		}),
		"network.flowLogs.destination": choice,
		"network.flowLogs.traffic": flowLogs(func(f config.FlowLogs) int {
			// Accepted connections are what an intruder makes; rejected ones are what one tries.
			return rank(f.Traffic, config.RejectedTraffic, config.AcceptedTraffic, config.AllTraffic)
		}),
		"network.flowLogs.retentionDays": flowLogs(func(f config.FlowLogs) int { return int(f.RetentionDays) }),
		"network.dnsFirewall.action": firewall(func(f config.DNSFirewall) int {
			return rank(f.Action, config.Alert, config.Block)
		}),
		"network.dnsFirewall.lists.<name>": firewall(func(f config.DNSFirewall) int { return len(f.Lists) }),
		"network.dnsFirewall.queryLogRetentionDays": firewall(func(f config.DNSFirewall) int {
			return int(f.QueryLogRetentionDays)
		}),
	}
}

// flowLogs measures a field of what may be off, which is weaker than any value.
func flowLogs(of func(config.FlowLogs) int) strength {
	return measured(func(c config.Config) int {
		if c.Network.FlowLogs == nil {
			return 0
		}
		return of(*c.Network.FlowLogs)
	})
}

// firewall is the same for the DNS firewall.
func firewall(of func(config.DNSFirewall) int) strength {
	return measured(func(c config.Config) int {
		if c.Network.DNSFirewall == nil {
			return 0
		}
		return of(*c.Network.DNSFirewall)
	})
}

func clusterStrengths() map[string]strength {
	return map[string]strength{
		"cluster.version":                    notSecurity("upgrades pass through the lower tiers first; the cluster judges support"),
		"cluster.supportReason":              measured(func(c config.Config) int { return yes(c.Cluster.SupportReason == "") }),
		"cluster.publicAccess":               measured(func(c config.Config) int { return -addresses(c) }),
		"cluster.access.<name>.principalArn": identity, "cluster.access.<name>.role": identity,
		"cluster.access.<name>.namespaces": identity,
		"cluster.logs.types":               measured(func(c config.Config) int { return len(c.Cluster.Logs.Types) }),
		"cluster.logs.retentionDays":       measured(func(c config.Config) int { return int(c.Cluster.Logs.RetentionDays) }),
		"cluster.zonalShift":               measured(func(c config.Config) int { return yes(c.Cluster.ZonalShift) }),
		"cluster.deletionProtection":       measured(func(c config.Config) int { return yes(c.Cluster.DeletionProtection) }),
		"cluster.addons.optional": measured(func(c config.Config) int {
			return yes(slices.Contains(c.Cluster.Addons.Optional, config.NodeMonitoring))
		}),
		"cluster.addons.onConflict": measured(func(c config.Config) int {
			return rank(c.Cluster.Addons.OnConflict, config.Overwrite, config.Refuse)
		}),
		"cluster.karpenter.namespace": identity,
	}
}

func nodeGroupStrengths() map[string]strength {
	out := map[string]strength{
		"maxUnavailablePercent": measured(func(c config.Config) int {
			return -widest(c, func(g config.NodeGroup) int { return g.MaxUnavailablePercent })
		}),
		"releaseVersion": identity,
		"capacity":       choice, "instanceTypes": choice, "architecture": choice, "ami": choice,
		"minPerZone": size, "desiredPerZone": size, "maxPerZone": size, "diskGiB": size,
		"labels.<name>": choice, "taints[].key": choice, "taints[].value": choice, "taints[].effect": choice,
	}
	return under("cluster.nodeGroups.<name>.", out)
}

// addresses counts what may reach the public endpoint, in 256ths of the internet
// and one for each range.
func addresses(c config.Config) int {
	sum := 0
	for _, p := range c.Cluster.PublicAccess {
		sum += 1 + 256>>min(p.Bits(), 9)
	}
	return sum
}

func widest(c config.Config, of func(config.NodeGroup) int) int {
	out := 0
	for _, g := range c.Cluster.NodeGroups {
		out = max(out, of(g))
	}
	return out
}

func TestEveryFieldHasAStrengthOrAReason(t *testing.T) {
	var fields []string
	for _, f := range shape.Fields(reflect.TypeFor[config.Config]()) {
		if !f.Holds {
			fields = append(fields, f.Path)
		}
	}
	var known []string
	for path, s := range strengths() {
		known = append(known, path)
		assert.NotEqual(t, (s.of == nil), (s.otherwise == ""), path)
	}
	assert.ElementsMatch(t, fields, known, "say in strengths() which direction of a field is the safer one")
}

// weaker lists the fields in which the second configuration is weaker.
func weaker(first, second config.Config) []string {
	var out []string
	for path, s := range strengths() {
		if s.of != nil && s.of(second) < s.of(first) {
			out = append(out, path)
		}
	}
	slices.Sort(out)
	return out
}

func TestNoTierIsWeakerThanTheOneBelow(t *testing.T) {
	tiers := config.Tiers()
	for i := range tiers[1:] {
		assert.Empty(t, weaker(config.Defaults(tiers[i]), config.Defaults(tiers[i+1])), "%s after %s", tiers[i+1], tiers[i])
		assert.Empty(t, weaker(config.Specimen(tiers[i], "new"), config.Specimen(tiers[i+1], "new")), "%s after %s, all turned on", tiers[i+1], tiers[i])
	}
	assert.Empty(t, weaker(config.Defaults(config.Dev), config.Defaults(config.Prod)))
}

func TestNoEnvironmentIsWeakerThanOneOfALowerTier(t *testing.T) {
	for _, lower := range environments(t) {
		for _, higher := range environments(t) {
			if slices.Index(config.Tiers(), lower.Config.Tier) < slices.Index(config.Tiers(), higher.Config.Tier) {
				assert.Empty(t, weaker(lower.Config, higher.Config), "%s after %s", higher.Environment, lower.Environment)
			}
		}
	}
}

// TestWeakerNoticesEachMeasure turns each measured field down by hand: a measure
// that looks elsewhere would let a weakness pass.
func TestWeakerNoticesEachMeasure(t *testing.T) {
	changes := map[string]func(*config.Config){
		"protect":                                         func(c *config.Config) { c.Protect = false },
		"encryption.deletionWindowDays":                   func(c *config.Config) { c.Encryption.DeletionWindowDays = 29 },
		"network.interfaceEndpoints":                      func(c *config.Config) { c.Network.InterfaceEndpoints = false },
		"network.blockPublicAccess":                       func(c *config.Config) { c.Network.BlockPublicAccess = config.BlockOff },
		"network.flowLogs.traffic":                        func(c *config.Config) { c.Network.FlowLogs.Traffic = config.AcceptedTraffic },
		"network.flowLogs.retentionDays":                  func(c *config.Config) { c.Network.FlowLogs.RetentionDays = 180 },
		"network.dnsFirewall.action":                      func(c *config.Config) { c.Network.DNSFirewall.Action = config.Alert },
		"network.dnsFirewall.lists.<name>":                func(c *config.Config) { c.Network.DNSFirewall.Lists = nil },
		"network.dnsFirewall.queryLogRetentionDays":       func(c *config.Config) { c.Network.DNSFirewall.QueryLogRetentionDays = 180 },
		"cluster.supportReason":                           func(c *config.Config) { c.Cluster.SupportReason = "later" },
		"cluster.publicAccess":                            func(c *config.Config) { c.Cluster.PublicAccess = append(c.Cluster.PublicAccess, c.Network.CIDR) },
		"cluster.logs.types":                              func(c *config.Config) { c.Cluster.Logs.Types = c.Cluster.Logs.Types[1:] },
		"cluster.logs.retentionDays":                      func(c *config.Config) { c.Cluster.Logs.RetentionDays = 180 },
		"cluster.zonalShift":                              func(c *config.Config) { c.Cluster.ZonalShift = false },
		"cluster.deletionProtection":                      func(c *config.Config) { c.Cluster.DeletionProtection = false },
		"cluster.nodeGroups.<name>.maxUnavailablePercent": func(c *config.Config) { c.Cluster.NodeGroups["app"] = config.NodeGroup{MaxUnavailablePercent: 90} },
		"cluster.addons.optional":                         func(c *config.Config) { c.Cluster.Addons.Optional = nil },
		"services.karpenter.pools.<name>.expireAfterHours": func(c *config.Config) {
			c.Services.Karpenter.Pools["on-demand"] = config.NodePool{ExpireAfterHours: 720}
		},
		"cluster.addons.onConflict": func(c *config.Config) { c.Cluster.Addons.OnConflict = config.Overwrite },
	}
	maps.Copy(changes, dataWeakenings())
	maps.Copy(changes, usesWeakenings())
	for path, s := range strengths() {
		if s.of == nil {
			continue
		}
		require.Contains(t, changes, path)
		strong, weak := strongest(), strongest()
		changes[path](&weak)
		assert.Equal(t, []string{path}, weaker(strong, weak))
	}
}

func strongest() config.Config {
	c := config.Specimen(config.Prod, "new")
	c.Network.BlockPublicAccess = config.BlockIngress
	strengthenData(&c)
	c.Network.DNSFirewall.Lists = map[config.ManagedList]string{config.AggregateList: "rslvr-fdl-1"}
	return c
}
