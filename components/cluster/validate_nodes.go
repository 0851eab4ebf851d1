package cluster

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"

	"github.com/covetpy/platform/infra/fault"
)

// Bounds of a node group (EKS and EC2 quotas, EBS gp3).
const (
	minDiskGiB      = 20
	maxDiskGiB      = 16384
	maxNodesPerZone = 450
	maxTaints       = 50
)

var (
	groupForm = regexp.MustCompile(`^[a-z][a-z0-9-]{0,28}[a-z0-9]$|^[a-z]$`)
	keyForm   = regexp.MustCompile(`^([a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?/)?[A-Za-z0-9]([\w.-]{0,61}[A-Za-z0-9])?$`)
	valueForm = regexp.MustCompile(`^([A-Za-z0-9]([\w.-]{0,61}[A-Za-z0-9])?)?$`)
	// releaseForm is what EKS prints as a node group's releaseVersion:
	// "1.36.0-20260923" for AL2023, "1.60.0-5c8c1ea3" for Bottlerocket.
	releaseForm = regexp.MustCompile(`^[0-9]+\.[0-9]+\.[0-9]+-[0-9a-f]{8}$`)
)

// reserved prefixes of label keys, which the kubelet may not set on itself or
// EKS sets by itself.
func reserved() []string { return []string{"kubernetes.io/", "k8s.io/", "eks.amazonaws.com/"} }

func checkNodeGroups(c *fault.Check, groups map[string]NodeGroup) {
	landing := false
	for _, name := range slices.Sorted(maps.Keys(groups)) {
		g := groups[name]
		path := "nodeGroups." + name
		c.Require(groupForm.MatchString(name), path, name, "a name of at most 30 small letters, digits and dashes, beginning with a letter")
		c.Join(path, g.check())
		landing = landing || g.takesAddons()
	}
	c.Require(landing, "nodeGroups", nil,
		"an on-demand group with a node in each zone and no taint but "+SystemTaint.Key+": the add-ons have nowhere else to run")
}

// takesAddons says whether the cluster's own add-ons can run on the group from
// the start.
func (g NodeGroup) takesAddons() bool {
	repels := func(t Taint) bool { return t.Key != SystemTaint.Key && t.Effect != PreferNoSchedule }
	return g.Capacity == OnDemand && g.MinPerZone > 0 && !slices.ContainsFunc(g.Taints, repels)
}

func (g NodeGroup) check() fault.Faults {
	var c fault.Check
	capacities, architectures, amis := []Capacity{OnDemand, Spot}, []Architecture{AMD64, ARM64}, []AMI{AL2023, Bottlerocket}
	c.Require(slices.Contains(capacities, g.Capacity), "capacity", g.Capacity, fault.Words(capacities))
	c.Require(slices.Contains(amis, g.AMI), "ami", g.AMI, fault.Words(amis))
	if slices.Contains(architectures, g.Architecture) {
		checkInstanceTypes(&c, g)
	} else {
		c.Add("architecture", g.Architecture, fault.Words(architectures))
	}
	c.Require(g.ReleaseVersion == "" || releaseForm.MatchString(g.ReleaseVersion), "releaseVersion", g.ReleaseVersion,
		"the release of an AMI, 1.36.0-20260923")
	c.Require(g.DiskGiB >= minDiskGiB && g.DiskGiB <= maxDiskGiB, "diskGiB", g.DiskGiB, fmt.Sprintf("%d to %d", minDiskGiB, maxDiskGiB))
	c.Require(g.MaxUnavailablePercent >= 1 && g.MaxUnavailablePercent <= 100, "maxUnavailablePercent", g.MaxUnavailablePercent, "1 to 100")
	g.checkSize(&c)
	g.checkLabels(&c)
	g.checkTaints(&c)
	return c.Faults()
}

func (g NodeGroup) checkSize(c *fault.Check) {
	c.Require(g.MaxPerZone >= 1 && g.MaxPerZone <= maxNodesPerZone, "maxPerZone", g.MaxPerZone, fmt.Sprintf("1 to %d", maxNodesPerZone))
	c.Require(g.MinPerZone >= 0 && g.MinPerZone <= g.MaxPerZone, "minPerZone", g.MinPerZone, "0 to maxPerZone")
	c.Require(g.DesiredPerZone >= g.MinPerZone && g.DesiredPerZone <= g.MaxPerZone, "desiredPerZone", g.DesiredPerZone, "minPerZone to maxPerZone")
}

func (g NodeGroup) checkLabels(c *fault.Check) {
	for _, key := range slices.Sorted(maps.Keys(g.Labels)) {
		path := "labels[" + key + "]"
		owned := slices.ContainsFunc(reserved(), func(p string) bool { return strings.HasPrefix(key, p) || strings.Contains(key, "."+p) })
		c.Require(keyForm.MatchString(key) && !owned, path, key, "a label key outside "+fault.Words(reserved()))
		c.Require(valueForm.MatchString(g.Labels[key]), path, g.Labels[key], "a label value, at most 63 letters, digits, dashes, dots and underscores")
	}
}

func (g NodeGroup) checkTaints(c *fault.Check) {
	effects := []TaintEffect{NoSchedule, PreferNoSchedule, NoExecute}
	c.Require(len(g.Taints) <= maxTaints, "taints", len(g.Taints), fmt.Sprintf("at most %d", maxTaints))
	for i, t := range g.Taints {
		path := fmt.Sprintf("taints[%d]", i)
		c.Require(keyForm.MatchString(t.Key), path+".key", t.Key, "a taint key")
		c.Require(valueForm.MatchString(t.Value), path+".value", t.Value, "a taint value")
		c.Require(slices.Contains(effects, t.Effect), path+".effect", t.Effect, fault.Words(effects))
	}
}
