package cache

import "github.com/covetpy/platform/infra/alarm"

const namespace = "AWS/ElastiCache"

// Thresholds, with where they come from.
const (
	// engineBusyPercent of the one thread that runs commands. ElastiCache's guide
	// asks to set it by the workload; above it, each burst waits.
	engineBusyPercent = 80
	// memoryFullPercent leaves time to act before writes are refused.
	memoryFullPercent = 85
	// connectionsMany is 80 % of the 65,000 that a node accepts (user guide, "Which
	// metrics should I monitor?").
	connectionsMany = 52000
	// lagSeconds of writes are lost when a replica that far behind takes over.
	lagSeconds = 10
	// refusedLogins in five minutes are more than a token that ran out.
	refusedLogins = 10
	// limitPercent of a serverless cache's limits is when the user guide asks to
	// be told ("Scaling ElastiCache Serverless").
	limitPercent = 75

	minute      = 60
	fiveMinutes = 300
	gigabyte    = 1 << 30
)

// alarms are what is watched of each node, or of the whole where there are no
// nodes to see.
func (a *Args) alarms() []alarm.Alarm {
	if a.Serverless != nil {
		return a.serverlessAlarms()
	}
	out := []alarm.Alarm{
		{
			Name: "engine-cpu", Severity: a.urgency(),
			Says: "The engine's thread is busy and commands wait. Look for slow commands in the slow log and for one hot key; " +
				"then for a larger node or more shards.",
			Metric:        metric("EngineCPUUtilization", "Average"),
			PeriodSeconds: minute, Bad: 5, Of: 5, Comparison: alarm.Above, Threshold: engineBusyPercent, Missing: alarm.MissingKeeps,
		},
		{
			Name: "connections", Severity: alarm.Ticket,
			Says:          "The node nears the 65,000 connections that it accepts. Look for clients without a pool, or that do not close.",
			Metric:        metric("CurrConnections", "Maximum"),
			PeriodSeconds: minute, Bad: 5, Of: 5, Comparison: alarm.Above, Threshold: connectionsMany, Missing: alarm.MissingKeeps,
		},
		refusals(),
		a.evicted(),
	}
	if a.refusesWhenFull() {
		out = append(out, alarm.Alarm{
			Name: "memory", Severity: a.urgency(),
			Says: "Memory is nearly full, and the cache will refuse to write. Look at how many keys there are and whether they end; " +
				"then for a larger node.",
			Metric:        metric("DatabaseMemoryUsagePercentage", "Maximum"),
			PeriodSeconds: minute, Bad: 5, Of: 5, Comparison: alarm.Above, Threshold: memoryFullPercent, Missing: alarm.MissingKeeps,
		})
	}
	if a.perShard() > 1 {
		out = append(out, alarm.Alarm{
			Name: "replication-lag", Severity: alarm.Ticket,
			Says: "A replica is behind its primary: were it to take over now, the writes between would be lost. " +
				"Look for large values and for a primary that is too busy.",
			Metric: metric("ReplicationLag", "Maximum"),
			// Only replicas send it, and which node is one changes with a failover.
			PeriodSeconds: minute, Bad: 5, Of: 5, Comparison: alarm.Above, Threshold: lagSeconds, Missing: alarm.MissingIsFine,
		})
	}
	return out
}

// refusesWhenFull says whether a full cache stops taking keys. One that may drop
// any key is full most of the time, and well so.
func (a *Args) refusesWhenFull() bool {
	switch a.Eviction {
	case AllKeysLRU, AllKeysLFU, AllKeysRandom:
		return false
	default:
		return true
	}
}

// urgency of what hurts users: a cache that is slow costs time, sessions that
// can't be written keep users out.
func (a *Args) urgency() alarm.Severity {
	if a.holdsSessions() {
		return alarm.Page
	}
	return alarm.Ticket
}

// evicted tells of dropped keys. Sessions must never be, and are not as long as
// nobody changes the policy. A cache of results drops keys by design; only one
// that never stops is too small.
func (a *Args) evicted() alarm.Alarm {
	out := alarm.Alarm{
		Name:       "evictions",
		Metric:     metric("Evictions", "Sum"),
		Comparison: alarm.Above, Missing: alarm.MissingIsFine,
	}
	if a.holdsSessions() {
		out.Severity = alarm.Page
		out.Says = "Sessions are being dropped, which noeviction forbids. See whether someone changed the parameter group, and free memory."
		out.PeriodSeconds, out.Bad, out.Of = minute, 1, 1
		return out
	}
	out.Severity = alarm.Ticket
	out.Says = "The cache has dropped keys for an hour without a pause: what is used does not fit. Look at the hit rate, then for a larger node."
	out.PeriodSeconds, out.Bad, out.Of = fiveMinutes, 12, 12
	return out
}

// refusals tells of someone at the door (user guide, "Metrics for Valkey and
// Redis OSS", suggests it).
func refusals() alarm.Alarm {
	return alarm.Alarm{
		Name: "refused-logins", Severity: alarm.Ticket,
		Says: "Logins are refused. Look at which client it is: its role may lack elasticache:Connect, its token may be for another cache, " +
			"or it is nobody of ours.",
		Metric:        metric("AuthenticationFailures", "Sum"),
		PeriodSeconds: fiveMinutes, Bad: 1, Of: 1, Comparison: alarm.Above, Threshold: refusedLogins, Missing: alarm.MissingIsFine,
	}
}

func (a *Args) serverlessAlarms() []alarm.Alarm {
	return []alarm.Alarm{
		{
			Name: "storage", Severity: alarm.Ticket,
			Says: "Three quarters of serverless.maxStorageGb are used. At the limit, keys that have a time to live are dropped, " +
				"and writes refused when there is none.",
			Metric:        metric("BytesUsedForCache", "Maximum"),
			PeriodSeconds: fiveMinutes, Bad: 3, Of: 3, Comparison: alarm.Above,
			Threshold: float64(a.Serverless.MaxStorageGB) * gigabyte * limitPercent / 100, Missing: alarm.MissingKeeps,
		},
		{
			Name: "processing-units", Severity: alarm.Ticket,
			Says:          "Three quarters of serverless.maxEcpuPerSecond are spent. At the limit, requests are throttled.",
			Metric:        metric("ElastiCacheProcessingUnits", "Sum"),
			PeriodSeconds: minute, Bad: 5, Of: 5, Comparison: alarm.Above,
			Threshold: float64(a.Serverless.MaxECPUPerSecond) * minute * limitPercent / 100, Missing: alarm.MissingIsFine,
		},
		{
			Name: "throttled", Severity: alarm.Ticket,
			Says:          "Requests are throttled: the load grew faster than the cache, or reached serverless.maxEcpuPerSecond.",
			Metric:        metric("ThrottledCmds", "Sum"),
			PeriodSeconds: minute, Bad: 5, Of: 5, Comparison: alarm.Above, Missing: alarm.MissingIsFine,
		},
		refusals(),
	}
}

func metric(name, statistic string) alarm.Metric {
	return alarm.Metric{Namespace: namespace, Name: name, Statistic: statistic}
}
