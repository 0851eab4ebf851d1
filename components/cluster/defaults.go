package cluster

import (
	"cmp"
	"maps"
)

// What an unset field means.
const (
	defaultDiskGiB               = 50
	defaultMaxUnavailablePercent = 33
	defaultKarpenterNamespace    = "kube-system"
)

// withDefaults returns a copy in which every unset field that has a default
// holds it. Nil arguments are legal here and at fault in validation.
func (a *Args) withDefaults() *Args {
	out := Args{}
	if a != nil {
		out = *a
	}
	if out.Addons.OnConflict == "" {
		out.Addons.OnConflict = ConflictRefuse
	}
	if out.Karpenter != nil {
		k := *out.Karpenter
		if k.Namespace == "" {
			k.Namespace = defaultKarpenterNamespace
		}
		out.Karpenter = &k
	}
	out.NodeGroups = maps.Clone(out.NodeGroups)
	for name, g := range out.NodeGroups {
		out.NodeGroups[name] = g.withDefaults()
	}
	return &out
}

func (g NodeGroup) withDefaults() NodeGroup {
	g.Capacity = cmp.Or(g.Capacity, OnDemand)
	g.Architecture = cmp.Or(g.Architecture, AMD64)
	g.AMI = cmp.Or(g.AMI, AL2023)
	g.DiskGiB = cmp.Or(g.DiskGiB, defaultDiskGiB)
	g.MaxUnavailablePercent = cmp.Or(g.MaxUnavailablePercent, defaultMaxUnavailablePercent)
	return g
}
