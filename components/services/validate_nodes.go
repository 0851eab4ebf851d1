package services

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"

	"github.com/covetpy/platform/infra/fault"
)

var (
	amiForm      = regexp.MustCompile(`^(al2023@v[0-9]{8}|bottlerocket@v?[0-9]+\.[0-9]+\.[0-9]+)$`)
	categoryForm = regexp.MustCompile(`^[a-z]{1,4}$`)
	budgetForm   = regexp.MustCompile(`^((100|[0-9]{1,2})%|[0-9]+)$`) // Karpenter's definition of NodePool
	cronForm     = regexp.MustCompile(`^[0-9*/,A-Za-z-]+( [0-9*/,A-Za-z-]+){4}$`)
	labelKeyForm = regexp.MustCompile(`^([a-z0-9]([a-z0-9.-]*[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?$`)
)

// Bounds of what Karpenter makes.
const (
	minDiskGiB, maxDiskGiB         = 20, 16384 // the largest of gp3 (EBS user guide)
	minGeneration                  = 3
	minExpireHours, maxExpireHours = 24, 2160
	maxGraceHours                  = 168
	maxWeight                      = 100 // Karpenter, "NodePools", spec.weight
	maxBudgets                     = 50  // Karpenter's definition of NodePool
)

func (a *Args) checkNodes(c *fault.Check) {
	k := a.Karpenter
	if k == nil {
		return
	}
	c.Require(amiForm.MatchString(k.Class.AMI), "karpenter.class.ami", fault.Written(k.Class.AMI),
		"a family at an exact version, al2023@v20261015 or bottlerocket@v1.52.0: latest replaces nodes whenever AWS publishes")
	c.Require(k.Class.DiskGiB >= minDiskGiB && k.Class.DiskGiB <= maxDiskGiB, "karpenter.class.diskGiB", k.Class.DiskGiB, fmt.Sprintf("%d to %d", minDiskGiB, maxDiskGiB))
	c.Require(len(k.Pools) > 0, "karpenter.pools", nil, "at least one pool: without any, Karpenter makes no node")
	for _, name := range slices.Sorted(maps.Keys(k.Pools)) {
		path := "karpenter.pools." + name
		c.Require(labelForm.MatchString(name), path, name, "a name in lower case, app")
		c.Join(path, k.Pools[name].faults())
	}
}

// faults are a pool's.
func (p NodePool) faults() fault.Faults {
	var c fault.Check
	checkChoices(&c, "architectures", p.Architectures, "amd64", "arm64")
	checkChoices(&c, "capacities", p.Capacities, "on-demand", "spot")
	c.Require(len(p.Categories) > 0, "categories", nil, "at least one category of instances, m")
	for i, category := range p.Categories {
		c.Require(categoryForm.MatchString(category), fmt.Sprintf("categories[%d]", i), fault.Written(category), "the letters that instance types begin with, m")
	}
	c.Require(p.MinGeneration >= minGeneration, "minGeneration", p.MinGeneration, fmt.Sprintf("at least %d: older instances are not of Nitro", minGeneration))
	c.Require(p.CPU >= 1, "cpu", p.CPU, "at least 1 core: it is what a mistake can cost")
	c.Require(p.MemoryGiB >= 1, "memoryGiB", p.MemoryGiB, "at least 1: it is what a mistake can cost")
	c.Require(p.ExpireAfterHours >= minExpireHours && p.ExpireAfterHours <= maxExpireHours, "expireAfterHours", p.ExpireAfterHours, fmt.Sprintf("%d to %d", minExpireHours, maxExpireHours))
	c.Require(p.GraceHours >= 1 && p.GraceHours <= maxGraceHours, "graceHours", p.GraceHours, fmt.Sprintf("1 to %d", maxGraceHours))
	fault.OneOf(&c, "consolidation.policy", p.Consolidation.Policy, WhenEmpty, WhenUnderutilised)
	c.Require(p.Consolidation.AfterMinutes >= 1, "consolidation.afterMinutes", p.Consolidation.AfterMinutes, "at least 1")
	c.Require(p.Weight >= 0 && p.Weight <= maxWeight, "weight", p.Weight, fmt.Sprintf("1 to %d, or 0 for none", maxWeight))
	p.checkBudgets(&c)
	p.checkMarks(&c)
	return c.Faults()
}

func checkChoices(c *fault.Check, path string, found []string, accepted ...string) {
	c.Require(len(found) > 0, path, nil, "at least one of "+fault.Words(accepted))
	for i, one := range found {
		at := fmt.Sprintf("%s[%d]", path, i)
		fault.OneOf(c, at, one, accepted...)
		c.Require(slices.Index(found, one) == i, at, one, "each once")
	}
}

// checkBudgets refuses a pool whose nodes never leave: they would never be patched.
func (p NodePool) checkBudgets(c *fault.Check) {
	c.Require(len(p.Budgets) > 0 && len(p.Budgets) <= maxBudgets, "budgets", len(p.Budgets), fmt.Sprintf("1 to %d", maxBudgets))
	for i, b := range p.Budgets {
		path := fmt.Sprintf("budgets[%d]", i)
		c.Require(budgetForm.MatchString(b.Nodes), path+".nodes", fault.Written(b.Nodes), "a number of nodes or a part of them, 2 or 10%")
		if b.Window == nil {
			c.Require(b.Nodes == "" || strings.Trim(b.Nodes, "0%") != "", path+".nodes", b.Nodes, "more than none, or a window: nodes that never leave are never patched")
			continue
		}
		c.Require(cronForm.MatchString(b.Window.Start), path+".window.start", fault.Written(b.Window.Start), "a cron expression of five fields, 0 8 * * 1-5")
		c.Require(b.Window.Hours >= 1 && b.Window.Hours <= maxGraceHours, path+".window.hours", b.Window.Hours, fmt.Sprintf("1 to %d", maxGraceHours))
	}
}

// restricted are the prefixes of labels that Karpenter and Kubernetes set themselves
// (Karpenter, "Scheduling", well-known labels).
var restricted = []string{"kubernetes.io/", "k8s.io/", "karpenter.sh/", "karpenter.k8s.aws/", "node.kubernetes.io/", "topology.kubernetes.io/"}

func (p NodePool) checkMarks(c *fault.Check) {
	for _, key := range slices.Sorted(maps.Keys(p.Labels)) {
		own := labelKeyForm.MatchString(key) && !slices.ContainsFunc(restricted, func(prefix string) bool { return strings.HasPrefix(key, prefix) })
		c.Require(own, "labels."+key, key, "a label of your own, covetpy.dev/pool")
	}
	for i, t := range p.Taints {
		path := fmt.Sprintf("taints[%d]", i)
		c.Require(labelKeyForm.MatchString(t.Key), path+".key", fault.Written(t.Key), "a taint's key, covetpy.dev/pool")
		fault.OneOf(c, path+".effect", t.Effect, "NoSchedule", "PreferNoSchedule", "NoExecute")
	}
}
