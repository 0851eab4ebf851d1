package operations

import (
	"fmt"

	"github.com/covetpy/platform/policy/rule"
)

var alarmNodes = rule.Rule{
	ID:    "operations-alarm-nodes",
	Title: "What several nodes of a cache are watched for, each is",
	Why: "Each node has metrics of its own, and the group has none. The node that nobody watches is the one that fills up " +
		"unseen, and after a failover it is the one that everything depends on.",
	Fix:        "Add an alarm on the same metric for each node, CacheClusterId <group>-001 and on.",
	Severity:   rule.Low,
	Levels:     rule.Everywhere(rule.Advisory),
	Types:      []string{replicationGroupType, metricAlarm},
	Controls:   watched(rule.NIST.IDs("AU-5(1)")...),
	Since:      since,
	CheckStack: checkAlarmNodes,
}

func checkAlarmNodes(s *rule.Stack, rep *rule.Report) {
	for _, group := range s.OfType(replicationGroupType) {
		id, known := group.At("replicationGroupId").Text()
		count, counted := group.At("numCacheClusters").Number()
		if rule.And(known, counted) != rule.Yes {
			continue // in shards, or not known yet: an alarm may be about any node
		}
		seen := map[string]map[string]bool{} // by metric, the nodes that it is watched on
		open := false
		for _, alarm := range s.OfType(metricAlarm) {
			metric, metricKnown := alarm.At("metricName").Text()
			node, nodeKnown := alarm.At("dimensions.CacheClusterId").Text()
			open = open || metricKnown == rule.Unknown || nodeKnown == rule.Unknown
			if seen[metric] == nil {
				seen[metric] = map[string]bool{}
			}
			seen[metric][node] = true
		}
		for i := range int(count) {
			node := fmt.Sprintf("%s-%03d", id, i+1)
			missing := ""
			for metric, nodes := range seen {
				if !nodes[node] && severalWatched(nodes, id, int(count)) && (missing == "" || metric < missing) {
					missing = metric
				}
			}
			answer := rule.Of(missing == "")
			if open && missing != "" {
				answer = rule.Unknown
			}
			rep.On(group).Require(answer, group.At("numCacheClusters"), "no alarm watches %s of %s, as others do of its siblings", missing, node)
		}
	}
}

// severalWatched says whether more than one of a group's nodes is among some: whoever
// watches one alone may mean the group.
func severalWatched(nodes map[string]bool, id string, count int) bool {
	watched := 0
	for i := range count {
		if nodes[fmt.Sprintf("%s-%03d", id, i+1)] {
			watched++
		}
	}
	return watched > 1
}
