package operations

import (
	"maps"
	"slices"
	"strings"

	"github.com/covetpy/platform/policy/rule"
)

const (
	settingFamilies = "families"
	settingSizes    = "sizes"
)

// sized is where a type says which instances it runs on.
var sized = map[string]string{
	"aws:ec2/instance:Instance":                         "instanceType",
	"aws:ec2/launchTemplate:LaunchTemplate":             "instanceType",
	nodeGroupType:                                       "instanceTypes",
	"aws:rds/cluster:Cluster":                           "dbClusterInstanceClass",
	"aws:rds/clusterInstance:ClusterInstance":           "instanceClass",
	"aws:rds/instance:Instance":                         "instanceClass",
	"aws:elasticache/cluster:Cluster":                   "nodeType",
	"aws:elasticache/replicationGroup:ReplicationGroup": "nodeType",
	"aws:opensearch/domain:Domain":                      "clusterConfig.instanceType",
}

// steady are the families of general use, with much memory and with much computing,
// from the fifth generation on. burstable ones slow down when their credits are
// gone, which makes the older of them none for production.
var (
	steady    = []string{"m5", "m6", "m7", "m8", "r5", "r6", "r7", "r8", "c5", "c6", "c7", "c8"}
	burstable = []string{"t3", "t4"}
	small     = []string{"nano", "micro", "small", "medium", "large", "xlarge"}
)

var instanceSize = rule.Rule{
	ID:    "operations-instance-size",
	Title: "Instances are of the families and sizes that their tier pays for",
	Why: "One wrong word makes an environment for trying things out cost more than production, and nobody sees it " +
		"before the bill. Old generations cost more for less.",
	Fix:      "Choose another instance type, or widen the settings families and sizes for the tier.",
	Severity: rule.Low,
	Levels:   rule.Everywhere(rule.Advisory),
	Types:    slices.Sorted(maps.Keys(sized)),
	Controls: accounted(),
	Settings: []rule.Setting{
		{
			Name: settingFamilies, Doc: "How the names of instance families begin that may be used, without db. and cache.",
			Texts: &rule.PerTier[[]string]{Dev: slices.Concat(burstable, steady), Staging: slices.Concat(burstable, steady), Prod: slices.Concat(burstable[1:], steady)},
		},
		{
			Name: settingSizes, Doc: "The sizes that may be used.",
			Texts: &rule.PerTier[[]string]{
				Dev:     small,
				Staging: slices.Concat(small, []string{"2xlarge"}),
				Prod:    slices.Concat(small, []string{"2xlarge", "4xlarge", "8xlarge"}),
			},
		},
	},
	Since: since,
	Check: func(r *rule.Resource, rep *rule.Report) {
		for _, at := range r.At(sized[r.Type]).Items() {
			text, known := at.Text()
			if known != rule.Yes {
				rep.Require(rule.Not(known), at, "it is no instance type")
				continue
			}
			family, size := split(text)
			if size == "serverless" {
				continue // it is bounded by its capacity
			}
			begins := func(begin string) bool { return strings.HasPrefix(family, begin) }
			if !slices.ContainsFunc(rep.Texts(settingFamilies), begins) {
				rep.Fail(at, "%s is of a family that the tier does not use", at.Quote())
			}
			if !slices.Contains(rep.Texts(settingSizes), size) {
				rep.Fail(at, "%s is of a size that the tier does not use", at.Quote())
			}
		}
	},
}

// split is the family and the size of an instance type: of "db.r7g.large",
// "cache.r7g.large", "r7g.large.search" and "m7g.large" alike.
func split(text string) (family, size string) {
	text = strings.TrimSuffix(strings.TrimPrefix(strings.TrimPrefix(text, "db."), "cache."), ".search")
	family, size, several := strings.Cut(text, ".")
	if !several {
		return "", family
	}
	return family, size
}
