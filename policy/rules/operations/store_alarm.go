package operations

import (
	"maps"
	"regexp"
	"slices"
	"strings"

	"github.com/covetpy/platform/policy/rule"
)

// watchedBy is the property by which an alarm's dimensions name a store.
var watchedBy = map[string]string{
	"aws:rds/cluster:Cluster":                           "clusterIdentifier",
	"aws:rds/instance:Instance":                         "identifier",
	"aws:elasticache/replicationGroup:ReplicationGroup": "replicationGroupId",
	"aws:elasticache/serverlessCache:ServerlessCache":   "name",
	"aws:opensearch/domain:Domain":                      "domainName",
	"aws:dynamodb/table:Table":                          "name",
	"aws:efs/fileSystem:FileSystem":                     "id",
}

var storeAlarm = rule.Rule{
	ID:    "operations-store-alarm",
	Title: "Every store has an alarm",
	Why: "A database that runs out of storage, memory or connections says so for hours before it stops. Without an " +
		"alarm on its own dimension the first to notice are its users.",
	Fix:        "Add an aws.cloudwatch.MetricAlarm whose dimensions name the store.",
	Severity:   rule.Medium,
	Levels:     rule.Levels{Dev: rule.Advisory, Staging: rule.Mandatory, Prod: rule.Mandatory},
	Types:      append(slices.Sorted(maps.Keys(watchedBy)), metricAlarm),
	Controls:   watched(rule.NIST.IDs("AU-5(1)")...),
	Since:      since,
	CheckStack: checkStoreAlarms,
}

func checkStoreAlarms(s *rule.Stack, rep *rule.Report) {
	alarms := s.OfType(metricAlarm)
	for _, store := range s.OfType(slices.Sorted(maps.Keys(watchedBy))...) {
		id := store.At(watchedBy[store.Type])
		answers := []rule.Truth{rule.No}
		for _, alarm := range alarms {
			answers = append(answers, watches(alarm, store, id), watchesGlobal(s, alarm, store))
		}
		rep.On(store).Require(rule.Or(answers...), id, "no alarm of the stack is about it")
	}
}

// watchesGlobal says whether a store is a cluster of a global database, and an
// alarm names another cluster: what is copied is watched where it is written.
func watchesGlobal(s *rule.Stack, alarm, store *rule.Resource) rule.Truth {
	const cluster = "aws:rds/cluster:Cluster"
	answers := []rule.Truth{rule.No}
	if store.Type == cluster {
		for _, other := range s.OfType(cluster) {
			answers = append(answers, watches(alarm, other, other.At(watchedBy[cluster])))
		}
	}
	return rule.And(rule.Not(store.At("globalClusterIdentifier").Blank()), rule.Or(answers...))
}

// watches says whether an alarm's dimensions name a store, or a member of it: the
// nodes of a replication group have its name and a number.
func watches(alarm, store *rule.Resource, id rule.Value) rule.Truth {
	if from := append(alarm.From("dimensions", store.Type), alarm.From("metricQueries", store.Type)...); len(from) > 0 {
		return rule.Of(slices.Contains(from, store.URN))
	}
	answers := []rule.Truth{rule.No}
	sets := []rule.Value{alarm.At("dimensions")}
	for _, query := range alarm.At("metricQueries").Items() {
		sets = append(sets, query.At("metric.dimensions"))
	}
	for _, set := range sets {
		for _, dimension := range set.Fields() {
			answers = append(answers, isMember(dimension.Value, id))
		}
	}
	return rule.Or(answers...)
}

func isMember(dimension, id rule.Value) rule.Truth {
	found, known := dimension.Name()
	wanted, idKnown := id.Name()
	if known = rule.And(known, idKnown); known != rule.Yes {
		return known
	}
	rest, cut := strings.CutPrefix(found, wanted)
	return rule.Of(cut && memberNumber.MatchString(rest))
}

// memberNumber is what follows the name of a group in that of its member: -001,
// -0001-002, or nothing. Other words make another store's name.
var memberNumber = regexp.MustCompile(`^(-\d+)*$`)
