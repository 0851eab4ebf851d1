package stacks

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/covetpy/platform/components/cluster"
	"github.com/covetpy/platform/components/network"
	"github.com/covetpy/platform/infra/config"
	"github.com/covetpy/platform/infra/fault"
	"github.com/covetpy/platform/infra/naming"
)

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

func clusterArgs(names naming.Scope, p *plan, c config.Config, zones []string, today time.Time) cluster.Args {
	k := c.Cluster
	args := cluster.Args{
		Names: names, Where: p.where, Tags: p.tags, Protect: c.Protect,
		Version: k.Version, SupportReason: k.SupportReason, AsOf: today,
		VPCID: later, VPCCIDR: c.Network.CIDR,
		Keys: cluster.Keys{
			Secrets: later, Volumes: later, Logs: later, Messages: later,
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
