package operations

import (
	"slices"

	"github.com/covetpy/platform/policy/rule"
)

var databaseInstances = rule.Rule{
	ID:    "operations-database-instances",
	Title: "Aurora clusters have enough instances, over two zones",
	Why: "Aurora's storage is in three zones, its instances are where they are put. With one there is nothing to fail over " +
		"to: Aurora makes a new one, which takes ten minutes when the zone has room and hours when it has not. Two in " +
		"one zone go down together.",
	Fix: "Add a clusterInstance, and leave availabilityZone out, or name different ones: then RDS spreads them over the " +
		"subnet group's. A copy in a second region may be without any.",
	Severity: rule.Medium,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    []string{clusterType, clusterInstanceType},
	Controls: available(append(rule.FSBP.IDs("RDS.15"), rule.CISAWS.IDs("2.2.4")...)...),
	Settings: []rule.Setting{{
		Name: "instances", Doc: "The least number of instances of a cluster. From two on, they have to be in two zones.",
		Number: &rule.PerTier[float64]{Dev: 1, Staging: 2, Prod: 2},
	}},
	Since: "0.3.0",
	CheckStack: func(s *rule.Stack, rep *rule.Report) {
		for _, cluster := range s.OfType(clusterType) {
			// A cluster of three zones by itself (engine mysql or postgres) has no instances
			// of its own, and a copy needs none.
			asked := rule.And(
				rule.Not(cluster.At("engine").Is("mysql", "postgres")),
				cluster.At("sourceRegion").Blank(), cluster.At("replicationSourceIdentifier").Blank())
			switch asked {
			case rule.Yes:
				judgeInstances(s, rep.On(cluster), cluster)
			case rule.Unknown:
				rep.On(cluster).Undecided(cluster.At("engine"))
			case rule.No:
			}
		}
	},
}

func judgeInstances(s *rule.Stack, rep *rule.Report, cluster *rule.Resource) {
	least := int(rep.Number("instances"))
	sure, possible, zones, free := 0, 0, map[string]bool{}, false
	for _, instance := range s.OfType(clusterInstanceType) {
		member := memberOf(instance, cluster)
		if member == rule.No {
			continue
		}
		possible++
		if member == rule.Yes {
			sure++
		}
		zone, known := instance.At("availabilityZone").Text()
		zones[zone] = true
		free = free || known != rule.Yes // RDS chooses, or it is not known yet
	}
	at := cluster.At("clusterIdentifier")
	rep.Require(rule.Or(rule.Of(sure >= least), rule.And(rule.Of(possible >= least), rule.Unknown)), at,
		"it has %d instances, and %d is the least", possible, least)
	if least > 1 && possible > 1 {
		rep.Require(rule.Of(free || len(zones) > 1), at, "all its instances are in one zone")
	}
	listed := cluster.At("availabilityZones")
	if least > 1 && listed.Present() == rule.Yes {
		rep.Require(rule.Or(rule.Of(len(zonesIn(listed)) > 1), rule.And(anyUnknown(listed), rule.Unknown)), listed,
			"it names a single zone")
	}
}

// zonesIn are the different zones of a list that are known.
func zonesIn(list rule.Value) []string {
	var out []string
	for _, item := range list.Items() {
		if zone, known := item.Text(); known == rule.Yes && !slices.Contains(out, zone) {
			out = append(out, zone)
		}
	}
	return out
}

func anyUnknown(list rule.Value) rule.Truth {
	return rule.Of(slices.ContainsFunc(list.Items(), func(item rule.Value) bool { return item.Present() == rule.Unknown }))
}
