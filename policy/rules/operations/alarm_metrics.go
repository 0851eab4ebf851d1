package operations

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/covetpy/platform/policy/rule"
)

const settingMetrics = "metrics"

// alarmedBy is the property by which an alarm's dimensions name a thing that is
// watched: that of a store, and of what stands in front of stores and services.
var alarmedBy = func() map[string]string {
	all := maps.Clone(watchedBy)
	maps.Copy(all, map[string]string{
		loadBalancerType:                  "arnSuffix",
		"aws:lb/targetGroup:TargetGroup":  "arnSuffix",
		"aws:rds/proxy:Proxy":             "name",
		"aws:acm/certificate:Certificate": "arn",
		"aws:wafv2/webAcl:WebAcl":         "name",
	})
	return all
}()

var alarmMetrics = rule.Rule{
	ID:    "operations-alarm-metrics",
	Title: "There is an alarm for each way in which a thing fails",
	Why: "One alarm on a database's processor tells nothing of the memory that runs out or the connections that are " +
		"refused. Each of these ends the service by itself, and each is seen coming.",
	Fix: "Add an aws.cloudwatch.MetricAlarm on the metric whose dimensions name the resource; for a replication " +
		"group one for each node. What is watched otherwise is taken out of the setting metrics.",
	Severity: rule.Low,
	Levels:   rule.Everywhere(rule.Advisory),
	Types:    append(slices.Sorted(maps.Keys(alarmedBy)), metricAlarm),
	Controls: watched(rule.NIST.IDs("AU-5(1)")...),
	Settings: []rule.Setting{{
		Name: settingMetrics, Doc: "What is watched: a type, an equals sign, and metrics of which one is enough.",
		Texts: rule.Same([]string{
			clusterType + "=CPUUtilization",
			clusterType + "=DatabaseConnections",
			clusterType + "=FreeableMemory",
			clusterType + "=FreeLocalStorage|ACUUtilization",
			clusterType + "=VolumeBytesUsed|AuroraVolumeBytesLeftTotal|FreeStorageSpace",
			replicationGroupType + "=AuthenticationFailures",
			replicationGroupType + "=CurrConnections",
			replicationGroupType + "=DatabaseMemoryUsagePercentage|Evictions|BytesUsedForCache|FreeableMemory",
			replicationGroupType + "=EngineCPUUtilization|CPUUtilization",
			loadBalancerType + "=HTTPCode_ELB_5XX_Count",
			loadBalancerType + "=HTTPCode_Target_5XX_Count",
			loadBalancerType + "=RejectedConnectionCount",
			loadBalancerType + "=TargetResponseTime",
			"aws:lb/targetGroup:TargetGroup=UnHealthyHostCount|HealthyHostCount|UnhealthyStateDNS|HealthyStateDNS",
			"aws:rds/proxy:Proxy=ClientConnectionsSetupFailedAuth",
			"aws:rds/proxy:Proxy=DatabaseConnectionsBorrowLatency",
			"aws:acm/certificate:Certificate=DaysToExpiry",
			"aws:wafv2/webAcl:WebAcl=BlockedRequests",
		}),
	}},
	Since:      since,
	CheckStack: checkAlarmMetrics,
}

func checkAlarmMetrics(s *rule.Stack, rep *rule.Report) {
	for _, line := range rep.Texts(settingMetrics) {
		kind, metrics, _ := strings.Cut(line, "=")
		for _, r := range s.OfType(kind) {
			tells := rule.Yes
			for _, node := range nodesOf(r) {
				tells = rule.And(tells, told(s, r, node, strings.Split(metrics, "|")))
			}
			skip := rule.No
			if r.Type == loadBalancerType {
				skip = rule.Not(isApplication(r)) // others have other metrics
			}
			rep.On(r).Require(rule.Or(skip, tells), r.At(alarmedBy[kind]), "no alarm is about its %s", strings.ReplaceAll(metrics, "|", " or "))
		}
	}
}

// nodesOf is the names of a replication group's nodes, which have alarms of their
// own: the group has no metrics. A thing that is one has no such names, nor has a
// group in shards, whose alarms may be about any node.
func nodesOf(r *rule.Resource) []string {
	id, known := r.At("replicationGroupId").Text()
	nodes, counted := r.At("numCacheClusters").Number()
	if r.Type != replicationGroupType || rule.And(known, counted) != rule.Yes {
		return []string{""}
	}
	var out []string
	for i := range int(nodes) {
		out = append(out, fmt.Sprintf("%s-%03d", id, i+1))
	}
	return out
}

// told says whether an alarm on one of the metrics is about a thing, or about the
// node of it.
func told(s *rule.Stack, r *rule.Resource, node string, metrics []string) rule.Truth {
	answers := []rule.Truth{rule.No}
	for _, alarm := range s.OfType(metricAlarm) {
		on := alarm.At("metricName").Is(metrics...)
		for _, query := range alarm.At("metricQueries").Items() {
			on = rule.Or(on, query.At("metric.metricName").Is(metrics...))
		}
		about := watches(alarm, r, r.At(alarmedBy[r.Type]))
		if node != "" {
			about = rule.And(about, namesNode(alarm, node))
		}
		answers = append(answers, rule.And(on, about))
	}
	return rule.Or(answers...)
}

// namesNode says whether no dimension of an alarm names another node.
func namesNode(alarm *rule.Resource, node string) rule.Truth {
	at := alarm.At("dimensions.CacheClusterId")
	return rule.Or(rule.Not(at.Present()), at.Is(node))
}
