package cluster

import (
	"net/netip"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
)

func TestValidate(t *testing.T) {
	tests := map[string]struct {
		change func(*Args)
		faults []string
	}{
		"nothing wrong": {change: func(*Args) {}},
		"the API server open to the world": {
			change: func(a *Args) { a.PublicAccess = prefixes("0.0.0.0/0") },
			faults: []string{"publicAccess[0]: found 0.0.0.0/0, accepted: a range of at most /8 that is yours: the API server is never open to the whole internet"},
		},
		"the world in two halves": {
			change: func(a *Args) { a.PublicAccess = prefixes("0.0.0.0/1", "128.0.0.0/1") },
			faults: []string{
				"publicAccess[0]: found 0.0.0.0/1, accepted: a range of at most /8 that is yours: the API server is never open to the whole internet",
				"publicAccess[1]: found 128.0.0.0/1, accepted: a range of at most /8 that is yours: the API server is never open to the whole internet",
			},
		},
		"ranges that mean nothing on the internet": {
			change: func(a *Args) { a.PublicAccess = prefixes("10.0.0.0/16", "203.0.113.7/24", "2001:db8::/32") },
			faults: []string{
				"publicAccess[0]: found 10.0.0.0/16, accepted: public addresses: private ones reach the private endpoint and EKS refuses them here",
				"publicAccess[1]: found 203.0.113.7/24, accepted: a range of IPv4 addresses, 203.0.113.0/24",
				"publicAccess[2]: found 2001:db8::/32, accepted: a range of IPv4 addresses, 203.0.113.0/24",
			},
		},
		"two faults at once give both": {
			change: func(a *Args) {
				a.Version = "1.33"
				a.Addons.Optional = nil
				g := a.NodeGroups["system"]
				g.InstanceTypes = []string{"m7i.large", "m7g.large"}
				a.NodeGroups["system"] = g
			},
			faults: []string{
				"nodeGroups.system.instanceTypes[1]: found m7g.large, accepted: a type of the group's architecture amd64; m7g is arm64",
				"version: found 1.33, accepted: 1.34, 1.35 or 1.36, or a supportReason: the standard support of 1.33 ended on 2026-07-29 and its control plane now costs six times as much",
			},
		},
		"one zone": {
			change: func(a *Args) { a.Subnets = a.Subnets[:1] },
			faults: []string{"subnets: found 1 zones, accepted: subnets in at least 2 zones"},
		},
		"a zone without control planes, and a letter twice": {
			change: func(a *Args) {
				a.Subnets[1].Letter = "a"
				a.Subnets[1].ZoneID = "use1-az3"
			},
			faults: []string{
				"subnets[1].letter: found a, accepted: each letter once",
				"subnets[1].zoneId: found use1-az3, accepted: a zone in which EKS has control planes",
			},
		},
		"logs of no type, kept for a number of days that CloudWatch does not know": {
			change: func(a *Args) { a.Logs = Logs{Types: []string{"audit", "audit", "kubelet"}, RetentionDays: 8} },
			faults: []string{
				"logs.retentionDays: found 8, accepted: 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288 or 3653",
				"logs.types[1]: found audit, accepted: each type once",
				"logs.types[2]: found kubelet, accepted: api, audit, authenticator, controllerManager or scheduler",
			},
		},
		"webhooks without a name, on ports that pods have not, or twice": {
			change: func(a *Args) { a.Webhooks = []Webhook{{"", 443}, {"keda", 9443}, {"keda", 6443}, {"keda", 9443}} },
			faults: []string{
				"webhooks[0].name: missing, accepted: whose it is, keda",
				"webhooks[0].port: found 443, accepted: a port that pods listen on, 1025 to 65535",
				"webhooks[3]: found keda on 9443, accepted: each once",
			},
		},
		"no key for Karpenter's queue": {
			change: func(a *Args) { a.Keys.Messages, a.Keys.MessagesAlias = nil, "" },
			faults: []string{
				"keys.messages: missing, accepted: the ARN of the messages' key, for Karpenter's queue",
				"keys.messagesAlias: missing, accepted: the alias of the messages' key",
			},
		},
		"no queue, no key": {
			change: func(a *Args) { a.Karpenter, a.Keys.Messages, a.Keys.MessagesAlias = nil, nil, "" },
		},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			a := valid()
			tt.change(a)
			assert.Equal(t, tt.faults, lines(a.Validate()))
		})
	}
}

// Nil arguments are legal: they say all that is missing.
func TestNilArgsSayAllThatIsMissing(t *testing.T) {
	var a *Args
	var paths []string
	for _, f := range a.Validate() {
		paths = append(paths, f.Path)
	}
	assert.Equal(t, []string{
		"access", "asOf", "keys.logs", "keys.secrets", "keys.volumes", "keys.volumesAlias", "logs.retentionDays", "logs.types",
		"names.environment", "names.project", "nodeGroups", "subnets", "vpcCidr", "vpcId", "where.account", "where.partition", "where.region",
	}, paths)
}

func TestCheckNodeGroups(t *testing.T) {
	const nowhere = "nodeGroups: missing, accepted: an on-demand group with a node in each zone and no taint but CriticalAddonsOnly: the add-ons have nowhere else to run"
	base := NodeGroup{InstanceTypes: []string{"m7i.large"}, MinPerZone: 1, DesiredPerZone: 1, MaxPerZone: 2}
	tests := map[string]struct {
		change func(*NodeGroup)
		faults []string
	}{
		"defaults are enough": {change: func(*NodeGroup) {}},
		"values that are no choice": {
			change: func(g *NodeGroup) {
				g.Capacity, g.Architecture, g.AMI, g.ReleaseVersion = "reserved", "mips", "al2", "latest"
			},
			faults: []string{
				nowhere,
				"nodeGroups.app.ami: found al2, accepted: al2023 or bottlerocket",
				"nodeGroups.app.architecture: found mips, accepted: amd64 or arm64",
				"nodeGroups.app.capacity: found reserved, accepted: on-demand or spot",
				"nodeGroups.app.releaseVersion: found latest, accepted: the release of an AMI, 1.36.0-20260923",
			},
		},
		"numbers out of their ranges": {
			change: func(g *NodeGroup) {
				g.MinPerZone, g.DesiredPerZone, g.MaxPerZone, g.DiskGiB, g.MaxUnavailablePercent = 3, 9, 2, 5, 101
			},
			faults: []string{
				"nodeGroups.app.desiredPerZone: found 9, accepted: minPerZone to maxPerZone",
				"nodeGroups.app.diskGiB: found 5, accepted: 20 to 16384",
				"nodeGroups.app.maxUnavailablePercent: found 101, accepted: 1 to 100",
				"nodeGroups.app.minPerZone: found 3, accepted: 0 to maxPerZone",
			},
		},
		"labels and taints that Kubernetes would refuse": {
			change: func(g *NodeGroup) {
				g.Labels = map[string]string{"kubernetes.io/role": "app", "team": "a b"}
				g.Taints = []Taint{{Key: "-", Value: "a b", Effect: "Never"}, {Key: "team", Effect: PreferNoSchedule}}
			},
			faults: []string{
				nowhere,
				"nodeGroups.app.labels[kubernetes.io/role]: found kubernetes.io/role, accepted: a label key outside kubernetes.io/, k8s.io/ or eks.amazonaws.com/",
				"nodeGroups.app.labels[team]: found a b, accepted: a label value, at most 63 letters, digits, dashes, dots and underscores",
				"nodeGroups.app.taints[0].effect: found Never, accepted: NoSchedule, PreferNoSchedule or NoExecute",
				"nodeGroups.app.taints[0].key: found -, accepted: a taint key",
				"nodeGroups.app.taints[0].value: found a b, accepted: a taint value",
			},
		},
		"a taint that keeps the add-ons off the only group": {
			change: func(g *NodeGroup) { g.Taints = []Taint{{Key: "team", Effect: NoExecute}} },
			faults: []string{nowhere},
		},
		"a group that may be empty": {
			change: func(g *NodeGroup) { g.MinPerZone = 0 },
			faults: []string{nowhere},
		},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			g := base
			tt.change(&g)
			a := valid()
			a.NodeGroups = map[string]NodeGroup{"app": g}
			assert.Equal(t, tt.faults, lines(a.Validate()))
		})
	}
}

func TestDefaults(t *testing.T) {
	given := &Args{NodeGroups: map[string]NodeGroup{"app": {}}, Karpenter: &Karpenter{}}
	got := given.withDefaults()
	assert.Equal(t, &Args{
		NodeGroups: map[string]NodeGroup{"app": {
			Capacity: OnDemand, Architecture: AMD64, AMI: AL2023, DiskGiB: 50, MaxUnavailablePercent: 33,
		}},
		Addons:    Addons{OnConflict: ConflictRefuse},
		Karpenter: &Karpenter{Namespace: "kube-system"},
	}, got)
	assert.Equal(t, &Args{NodeGroups: map[string]NodeGroup{"app": {}}, Karpenter: &Karpenter{}}, given, "the caller's value stays as it was")
	assert.Equal(t, got, got.withDefaults(), "defaults of defaults are the same")
	assert.Equal(t, time.Time{}, got.AsOf, "a day is not guessed")
}

func prefixes(texts ...string) []netip.Prefix {
	var out []netip.Prefix
	for _, text := range texts {
		out = append(out, netip.MustParsePrefix(text))
	}
	return out
}
