package database

import (
	"fmt"
	"strconv"

	"github.com/covetpy/platform/infra/alarm"
)

// namespace of RDS's metrics.
const namespace = "AWS/RDS"

// Shares of a limit at which someone looks, in percent.
const (
	cpuPercent         = 80
	acuPercent         = 90
	connectionsPercent = 80
	memoryPercent      = 10
	localPercent       = 10
	volumePercent      = 80
)

// volumeBytes is the least that a cluster's volume may grow to: 128 TiB. Newer
// versions go on to 256 (Aurora user guide, "Size limits for Aurora").
const volumeBytes = 128 * 1024 * gib

// Other thresholds.
const (
	lagMilliseconds    = 1000    // Aurora's readers usually lag by less than 100
	borrowMicroseconds = 1000000 // what a request waits for a connection of the pool
	failedLogins       = 10      // in five minutes
)

// watch is an alarm and of what it is.
type watch struct {
	alarm.Alarm
	// of is the metric's dimensions.
	of map[string]string
}

// alarms of a database of this name, from what is made: an alarm is there if and
// only if what it watches is. Metrics are the cluster's: the worst of its
// instances, so that readers which autoscaling makes and instances that take
// another's place are watched too.
func (a *Args) alarms(name string) []watch {
	s := a.size()
	out := a.instanceAlarms(s)
	if a.Readers > 0 {
		out = append(out, ticket("replica-lag", "AuroraReplicaLag", "Maximum", lagMilliseconds, fmt.Sprintf(
			"A reader is more than %d ms behind the writer, so reads are stale. Look at the writer's write load and at the reader's CPU.", lagMilliseconds)))
	}
	out = append(out,
		quiet(ticket("deadlocks", "Deadlocks", "Maximum", 0,
			"Transactions block each other for good and PostgreSQL cancels one. Look for \"deadlock detected\" in the postgresql log, which names both statements.")),
		hourly(ticket("volume", "VolumeBytesUsed", "Maximum", volumeBytes*volumePercent/100, fmt.Sprintf(
			"The cluster's volume is at %d %% of 128 TiB, the least that a version allows; writes stop at the limit. Look at the largest tables and at what can be archived.", volumePercent))))
	for i := range out {
		out[i].of = map[string]string{"DBClusterIdentifier": a.ClusterID(name)}
		if a.Serverless != nil && a.Serverless.MinACU == 0 {
			out[i].Missing = alarm.MissingIsFine // an instance that is paused reports nothing
		}
	}
	if a.Proxy != nil {
		for _, w := range proxyAlarms() {
			w.of = map[string]string{"ProxyName": a.ProxyName(name)}
			out = append(out, w)
		}
	}
	return out
}

func (a *Args) instanceAlarms(s size) []watch {
	limit := s.connections()
	out := []watch{
		ticket("cpu", "CPUUtilization", "Maximum", cpuPercent, fmt.Sprintf(
			"An instance has been over %d %% CPU for a quarter of an hour. Look at the top statements in Database Insights, then at the class.", cpuPercent)),
		below(ticket("memory", "FreeableMemory", "Minimum", s.memoryBytes()*memoryPercent/100, fmt.Sprintf(
			"An instance has less than %d %% of its memory left and is close to being restarted. Look at the number of connections and at work_mem.", memoryPercent))),
		page(ticket("connections", "DatabaseConnections", "Maximum", float64(limit*connectionsPercent/100), fmt.Sprintf(
			"An instance has over %d %% of the %s connections that it admits; at the limit nobody gets in. Look at pg_stat_activity by user for a pool that leaks.", connectionsPercent, strconv.Itoa(limit)))),
	}
	if a.Serverless != nil {
		return append(out, ticket("acu", "ACUUtilization", "Maximum", acuPercent, fmt.Sprintf(
			"An instance has been at over %d %% of its largest size, %d units, for a quarter of an hour. Look at the top statements, then raise serverless.maxACU.", acuPercent, a.Serverless.MaxACU)))
	}
	return append(out, page(below(ticket("local-storage", "FreeLocalStorage", "Minimum", s.localBytes()*localPercent/100, fmt.Sprintf(
		"An instance has less than %d %% of its storage for temporary files left; sorts and index builds fail next. Look for \"temporary file\" in the postgresql log.", localPercent)))))
}

func proxyAlarms() []watch {
	return []watch{
		page(ticket("proxy-borrow", "DatabaseConnectionsBorrowLatency", "Average", borrowMicroseconds,
			"Clients wait over a second for a connection of the proxy's pool. Look for pinned sessions in the proxy's metrics and for long transactions in pg_stat_activity.")),
		quiet(ticket("proxy-logins", "ClientConnectionsSetupFailedAuth", "Sum", failedLogins,
			"Logins through the proxy fail. Look at the proxy's log: a token older than 15 minutes, a role without rds-db:connect on the proxy, or a user that proxy.users lacks.")),
	}
}

// ticket is the usual alarm: a quarter of an hour above the threshold, for working
// hours.
func ticket(name, metric, statistic string, threshold float64, says string) watch {
	return watch{Alarm: alarm.Alarm{
		Name: name, Severity: alarm.Ticket, Says: says,
		Metric:        alarm.Metric{Namespace: namespace, Name: metric, Statistic: statistic},
		PeriodSeconds: 60, Bad: 15, Of: 15, Comparison: alarm.Above, Threshold: threshold, Missing: alarm.MissingKeeps,
	}}
}

// page wakes someone, and sooner.
func page(w watch) watch {
	w.Severity, w.Bad, w.Of = alarm.Page, 5, 5
	return w
}

func below(w watch) watch {
	w.Comparison = alarm.Below
	return w
}

// quiet alarms watch what is only reported when it happens, in periods of five
// minutes.
func quiet(w watch) watch {
	w.PeriodSeconds, w.Bad, w.Of, w.Missing = 300, 1, 1, alarm.MissingIsFine
	return w
}

// hourly alarms watch what changes slowly.
func hourly(w watch) watch {
	w.PeriodSeconds, w.Bad, w.Of = 3600, 1, 1
	return w
}
