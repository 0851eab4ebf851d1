package stacks

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"github.com/covetpy/platform/components/cluster"
	"github.com/covetpy/platform/components/network"
	"github.com/covetpy/platform/infra/config"
	"github.com/covetpy/platform/infra/encryption"
	"github.com/covetpy/platform/infra/fault"
	"github.com/covetpy/platform/infra/identity"
	"github.com/covetpy/platform/infra/naming"
	"github.com/covetpy/platform/infra/tags"
)

// Project is the program's name: what names, tags and configuration keys begin
// with.
const Project = config.Namespace

// plan is what an environment is to consist of: the arguments of its components,
// but for what one component makes for another.
type plan struct {
	where   identity.Scope
	tags    tags.Set
	keys    encryption.Args
	network network.Args
	cluster cluster.Args
}

// later stands for what another component will make, where a plan is only
// checked.
var later = pulumi.String("(made later)")

// Check finds what is wrong with a configuration beyond the form of its values,
// by asking every component whether it would accept its arguments. today is when
// the support of versions is judged.
func Check(environment string, today time.Time) config.Check {
	return func(c config.Config) fault.Faults {
		_, faults := newPlan(environment, c, today)
		return faults
	}
}

// newPlan decides on the components' arguments, and collects every fault in
// them under the configuration's own paths.
func newPlan(environment string, c config.Config, today time.Time) (*plan, fault.Faults) {
	var check fault.Check
	names := naming.Scope{Project: Project, Environment: environment}
	p := &plan{
		where: identity.Scope{Partition: Partition(c.Region), Region: c.Region, Account: c.Account},
		tags: tags.Set{
			Project: Project, Environment: environment, Owner: c.Owner,
			CostCentre: c.CostCentre, DataClass: string(c.DataClass),
		},
	}
	clusterName := names.Name(naming.EKSCluster)
	p.keys = encryption.Args{
		Names: names, Where: p.where, Protect: c.Protect,
		DeletionWindowDays: c.Encryption.DeletionWindowDays,
		MultiRegion:        c.Encryption.MultiRegion,
		LogGroupPrefixes:   []string{names.Path(naming.LogGroup) + "/", "/aws/eks/" + clusterName + "/"},
	}
	zones, zonesKnown := zoneIDs(c, &check)
	p.cluster = clusterArgs(names, p, c, zones, today)
	p.network = networkArgs(names, p, c, zones, clusterName)

	check.Join("encryption", p.keys.Validate())
	check.Join("network", p.network.Validate())
	check.Join("", clusterFaults(p.cluster))
	check.Require(c.Network.NAT != config.NATNone || c.Network.InterfaceEndpoints, "network.interfaceEndpoints", false,
		"true where network.nat is none, as nodes could not reach the services that they need to join")
	faults := once(check.Faults())
	if !zonesKnown { // what the components miss for it is told already
		faults = slices.DeleteFunc(faults, func(f fault.Fault) bool { return strings.HasPrefix(f.Path, zoneFaults) })
	}
	return p, faults
}

// zoneIDs are those that are configured, or else the region's first ones.
func zoneIDs(c config.Config, check *fault.Check) (ids []string, known bool) {
	n := c.Network.Zones
	if len(c.Network.ZoneIDs) > 0 {
		return c.Network.ZoneIDs, true
	}
	ids, err := network.ZoneIDs(c.Region, n)
	if err == nil {
		return ids, true
	}
	if most := network.KnownZones(c.Region); most > 0 {
		check.Add("network.zones", n, fmt.Sprintf("at most %d in %s, or the ids of %d zones as network.zoneIds", most, c.Region, n))
	} else {
		check.Add("region", c.Region, fmt.Sprintf("a region whose zones are known here, or the ids of %d of its zones as network.zoneIds", n))
	}
	return nil, false
}

// zoneFaults is the path of the one setting that both the network and the
// cluster judge.
const zoneFaults = "network.zoneIds"

// once drops what another component said before about the same zones, so that
// one mistake is told once. The faults are in the order of paths.
func once(faults fault.Faults) fault.Faults {
	return slices.CompactFunc(faults, func(a, b fault.Fault) bool {
		return a.Path == b.Path && strings.HasPrefix(a.Path, zoneFaults)
	})
}

// clusterFaults puts the cluster's faults under the configuration's paths: its
// subnets are the network's zones there, and its access entries have names.
func clusterFaults(args cluster.Args) fault.Faults {
	out := args.Validate().Under("cluster")
	for i, f := range out {
		if rest, ok := strings.CutPrefix(f.Path, "cluster.subnets"); ok {
			out[i].Path = zoneFaults + strings.TrimSuffix(rest, ".zoneId")
		}
		for n, entry := range args.Access {
			if rest, ok := strings.CutPrefix(f.Path, fmt.Sprintf("cluster.access[%d]", n)); ok {
				out[i].Path = "cluster.access." + entry.Name + rest
			}
		}
	}
	return out
}

// networkArgs derives the endpoints from what is installed.
func networkArgs(names naming.Scope, p *plan, c config.Config, zones []string, clusterName string) network.Args {
	n := c.Network
	args := network.Args{
		Names: names, Where: p.where, Protect: c.Protect, ClusterName: clusterName,
		CIDR: n.CIDR, ZoneIDs: zones, NAT: network.NATMode(n.NAT),
		PodCIDR: n.PodCIDR, IPv6: n.IPv6, Peers: n.Peers,
		BlockPublicAccess: network.BlockPublicAccess(n.BlockPublicAccess),
	}
	if n.InterfaceEndpoints {
		for _, service := range p.cluster.Endpoints() {
			args.Endpoints = append(args.Endpoints, network.EndpointService(service))
		}
	}
	if n.FlowLogs != nil {
		args.FlowLogs = &network.FlowLogs{
			Destination:   network.FlowLogDestination(n.FlowLogs.Destination),
			Traffic:       network.Traffic(n.FlowLogs.Traffic),
			RetentionDays: int(n.FlowLogs.RetentionDays),
			KeyARN:        later,
		}
	}
	if n.DNSFirewall != nil {
		args.DNSFirewall = &network.DNSFirewall{
			Action:                network.FirewallAction(n.DNSFirewall.Action),
			Lists:                 map[network.ManagedList]string{},
			QueryLogRetentionDays: int(n.DNSFirewall.QueryLogRetentionDays),
			KeyARN:                later,
		}
		for list, id := range n.DNSFirewall.Lists {
			args.DNSFirewall.Lists[network.ManagedList(list)] = id
		}
	}
	return args
}

func clusterArgs(names naming.Scope, p *plan, c config.Config, zones []string, today time.Time) cluster.Args {
	k := c.Cluster
	args := cluster.Args{
		Names: names, Where: p.where, Tags: p.tags, Protect: c.Protect,
		Version: k.Version, SupportReason: k.SupportReason, AsOf: today,
		VPCID: later, VPCCIDR: c.Network.CIDR,
		Keys: cluster.Keys{
			Secrets: later, Volumes: later, Logs: later, Messages: later,
			VolumesAlias: p.keys.Alias(encryption.Volumes), MessagesAlias: p.keys.Alias(encryption.Messages),
		},
		PublicAccess:       k.PublicAccess,
		Logs:               cluster.Logs{Types: logTypes(k.Logs.Types), RetentionDays: int(k.Logs.RetentionDays)},
		ZonalShift:         k.ZonalShift,
		DeletionProtection: k.DeletionProtection,
		NodeGroups:         map[string]cluster.NodeGroup{},
		Addons:             addons(k.Addons),
	}
	for i, zone := range zones[:min(len(zones), network.MaxZones)] {
		args.Subnets = append(args.Subnets, cluster.Subnet{Letter: network.Letter(i), ZoneID: zone, ID: later})
	}
	for _, name := range slices.Sorted(maps.Keys(k.Access)) {
		e := k.Access[name]
		args.Access = append(args.Access, cluster.AccessEntry{
			Name: name, PrincipalARN: e.PrincipalARN, Role: cluster.Role(e.Role), Namespaces: e.Namespaces,
		})
	}
	for name, g := range k.NodeGroups {
		args.NodeGroups[name] = nodeGroup(g)
	}
	if k.Karpenter != nil {
		args.Karpenter = &cluster.Karpenter{Namespace: k.Karpenter.Namespace}
	}
	return args
}

func nodeGroup(g config.NodeGroup) cluster.NodeGroup {
	out := cluster.NodeGroup{
		Capacity:              cluster.Capacity(g.Capacity),
		InstanceTypes:         g.InstanceTypes,
		Architecture:          cluster.Architecture(g.Architecture),
		AMI:                   cluster.AMI(g.AMI),
		ReleaseVersion:        g.ReleaseVersion,
		MinPerZone:            g.MinPerZone,
		DesiredPerZone:        g.DesiredPerZone,
		MaxPerZone:            g.MaxPerZone,
		DiskGiB:               g.DiskGiB,
		Labels:                g.Labels,
		MaxUnavailablePercent: g.MaxUnavailablePercent,
	}
	for _, t := range g.Taints {
		out.Taints = append(out.Taints, cluster.Taint{Key: t.Key, Value: t.Value, Effect: cluster.TaintEffect(t.Effect)})
	}
	return out
}

func addons(a config.Addons) cluster.Addons {
	out := cluster.Addons{OnConflict: cluster.Conflict(a.OnConflict)}
	for _, name := range a.Optional {
		out.Optional = append(out.Optional, cluster.Addon(name))
	}
	return out
}

func logTypes(types []config.LogType) []string {
	out := make([]string, len(types))
	for i, t := range types {
		out[i] = string(t)
	}
	return out
}

// Partition is the group of regions that a region belongs to, as ARNs name it.
func Partition(region string) string {
	switch {
	case strings.HasPrefix(region, "cn-"):
		return "aws-cn"
	case strings.HasPrefix(region, "us-gov-"):
		return "aws-us-gov"
	default:
		return "aws"
	}
}
