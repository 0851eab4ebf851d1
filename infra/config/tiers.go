package config

import (
	"fmt"
	"net/netip"
	"slices"
)

// Defaults returns what an environment of a tier is when its file says nothing.
// Required fields are empty. It is a table: where one value is given it holds
// for every tier, where three are, they are dev's, staging's and prod's.
//
// Never weaker: a test demands that each security field is at least as strong in
// staging as in dev, and in prod as in staging.
func Defaults(t Tier) Config {
	c := table(t)
	derive(&c)
	return c
}

func table(t Tier) Config {
	return Config{
		Tier:      t,
		DataClass: pick(t, Internal, Internal, Confidential),
		Protect:   pick(t, false, true, true),
		Encryption: Encryption{
			DeletionWindowDays: pick(t, 7, 14, 30),
			// Backups are copied to a second region from prod only.
			MultiRegion: pick(t, false, false, true),
		},
		Network:    network(t),
		Cluster:    cluster(t),
		Alerts:     Alerts{Page: []string{}, Ticket: []string{}},
		AccessLogs: AccessLogs{RetentionDays: pick[Retention](t, 30, 90, 365)},
		Database:   new(database(t)),
		Caches:     caches(t),
		Queues:     map[string]Queue{},
		Buckets:    map[string]Bucket{},
		Secrets:    map[string]Secret{},
		Edge:       nil, // only a file can name the hosted zone
		Registry:   new(registry(t)),
		Services:   services(t),
		Apps:       map[string]App{},
		Recovery:   new(recovery(t)),
	}
}

func network(t Tier) Network {
	dev, staging, prod := netip.MustParsePrefix("10.10.0.0/16"), netip.MustParsePrefix("10.20.0.0/16"), netip.MustParsePrefix("10.30.0.0/16")
	return Network{
		CIDR:               pick(t, dev, staging, prod),
		Zones:              pick(t, 2, 3, 3),
		ZoneIDs:            []string{},
		NAT:                pick(t, NATSingle, NATPerZone, NATPerZone),
		PodCIDR:            nil, // the private subnets of a /16 hold more pods than the node groups can run
		IPv6:               false,
		Peers:              pick(t, []netip.Prefix{staging, prod}, []netip.Prefix{dev, prod}, []netip.Prefix{dev, staging}),
		InterfaceEndpoints: pick(t, false, true, true),
		FlowLogs:           new(flowLogs(t)),
		DNSFirewall:        nil, // its lists have other ids in each region, so a file has to name them
		BlockPublicAccess:  BlockOff,
	}
}

func flowLogs(t Tier) FlowLogs {
	return FlowLogs{
		// A few rejected connections are read at once; everything, for a year, is queried.
		Destination:   pick(t, ToCloudWatch, ToS3, ToS3),
		Traffic:       pick(t, RejectedTraffic, AllTraffic, AllTraffic),
		RetentionDays: pick[Retention](t, 7, 30, 365),
	}
}

// dnsFirewall is what a firewall is when a file gives its lists.
func dnsFirewall(t Tier) DNSFirewall {
	return DNSFirewall{
		Action:                pick(t, Alert, Block, Block),
		QueryLogRetentionDays: pick[Retention](t, 7, 30, 365),
	}
}

func cluster(t Tier) Cluster {
	return Cluster{
		Version:      "1.35",
		PublicAccess: []netip.Prefix{},
		Access:       map[string]AccessEntry{},
		Logs: ControlPlaneLogs{
			Types: pick(t,
				[]LogType{LogAuthenticator},
				[]LogType{LogAPI, LogAudit, LogAuthenticator},
				[]LogType{LogAPI, LogAudit, LogAuthenticator, LogControllerManager, LogScheduler}),
			RetentionDays: pick[Retention](t, 7, 30, 365),
		},
		ZonalShift:         pick(t, false, true, true),
		DeletionProtection: pick(t, false, true, true),
		NodeGroups: map[string]NodeGroup{
			"system": systemGroup(t),
			"app":    appGroup(t),
			"spot":   spotGroup(t),
		},
		Addons: Addons{
			Optional:   []Addon{EBSCSIDriver, MetricsServer, NodeMonitoring, SnapshotController},
			OnConflict: pick(t, Overwrite, Refuse, Refuse),
		},
		Karpenter: new(karpenter()),
	}
}

// nodeGroup is what a group is when its file only names it.
func nodeGroup(t Tier) NodeGroup {
	return NodeGroup{
		Capacity:              OnDemand,
		Architecture:          AMD64,
		AMI:                   AL2023,
		MinPerZone:            1,
		DesiredPerZone:        1,
		MaxPerZone:            3,
		DiskGiB:               pick(t, 50, 50, 100),
		MaxUnavailablePercent: pick(t, 50, 33, 33),
		Labels:                map[string]string{},
		Taints:                []Taint{},
	}
}

// systemGroup holds what the cluster needs to work at all, and nothing else.
func systemGroup(t Tier) NodeGroup {
	g := nodeGroup(t)
	g.MaxPerZone = 2
	g.DiskGiB = 50
	g.Taints = []Taint{{Key: "CriticalAddonsOnly", Value: "true", Effect: NoSchedule}}
	return g
}

func appGroup(t Tier) NodeGroup {
	g := nodeGroup(t)
	g.MinPerZone = pick(t, 1, 1, 2)
	g.DesiredPerZone = pick(t, 1, 1, 2)
	g.MaxPerZone = pick(t, 3, 4, 10)
	return g
}

func spotGroup(t Tier) NodeGroup {
	g := nodeGroup(t)
	g.Capacity = Spot
	g.MinPerZone = 0
	g.DesiredPerZone = pick(t, 0, 1, 1)
	g.MaxPerZone = pick(t, 3, 6, 20)
	return g
}

// karpenter is the place that Karpenter's own manual installs it to.
func karpenter() Karpenter { return Karpenter{Namespace: "kube-system"} }

// Specimen is Defaults with all that a tier leaves off turned on, and with an
// entry of the given name in each map, as a file that only names them has it.
func Specimen(t Tier, name string) Config {
	c := table(t)
	c.Network.DNSFirewall = new(dnsFirewall(t))
	c.Cluster.Access[name] = accessEntry()
	c.Cluster.NodeGroups[name] = nodeGroup(t)
	specimenOfData(t, &c, name)
	specimenOfServices(t, &c, name)
	specimenOfApps(t, &c, name)
	specimenOfUses(t, &c, name)
	derive(&c)
	return c
}

func accessEntry() AccessEntry { return AccessEntry{Namespaces: []string{}} }

// parts is what a file can bring into being, before it says more.
func parts(t Tier) []any {
	return append(slices.Concat(dataParts(t), usesParts(t), servicesParts(t), appParts(t), slosParts()), nodeGroup(t), flowLogs(t), dnsFirewall(t), karpenter(), accessEntry())
}

// derive fills what follows from other values, and returns the paths it filled.
func derive(c *Config) []string {
	var filled []string
	for name, g := range c.Cluster.NodeGroups {
		if len(g.InstanceTypes) > 0 {
			continue
		}
		g.InstanceTypes = instanceTypes(g.Capacity, g.Architecture)
		c.Cluster.NodeGroups[name] = g
		filled = append(filled, fmt.Sprintf("cluster.nodeGroups.%s.instanceTypes", name))
	}
	for name, a := range c.Apps {
		scale(c.Tier, &a) // it is the tier's default, only that another one takes its place
		c.Apps[name] = a
	}
	return filled
}

// instanceTypes are of one size, 8 GiB and up, so that a node of any type holds
// the same pods. On demand they are taken in order; spot capacity is found where
// there is most of it, so it gets eight pools over three families.
func instanceTypes(c Capacity, a Architecture) []string {
	type kind struct {
		capacity     Capacity
		architecture Architecture
	}
	return slices.Clone(map[kind][]string{
		{OnDemand, AMD64}: {"m6i.large", "m6a.large", "m5.large", "m7i.large"},
		{OnDemand, ARM64}: {"m7g.large", "m6g.large", "m6gd.large"},
		{Spot, AMD64}:     {"m6i.large", "m6a.large", "m5.large", "m5a.large", "r6i.large", "r5.large", "c6i.xlarge", "c5.xlarge"},
		{Spot, ARM64}:     {"m7g.large", "m6g.large", "m6gd.large", "r7g.large", "r6g.large", "r6gd.large", "c7g.xlarge", "c6g.xlarge"},
	}[kind{c, a}])
}

// pick is a row of the table of defaults.
func pick[T any](t Tier, dev, staging, prod T) T {
	switch t {
	case Dev:
		return dev
	case Staging:
		return staging
	default:
		// An unknown tier is a fault of its own; until it is mended, be strict.
		return prod
	}
}
