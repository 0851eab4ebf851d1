package dashboards

import (
	"slices"

	"github.com/grafana/grafana-foundation-sdk/go/units"

	"github.com/covetpy/platform/dashboards/cloudwatch"
	"github.com/covetpy/platform/slo"
)

// database shows the Aurora cluster, below what services promise about it.
func (e Environment) database() sheet {
	out := sheet{
		name: "database", title: "Database", audience: "who is on call for the database",
		description: "The Aurora cluster: load, latency, connections and room, of the writer and the readers.",
		tags:        []string{tagInfrastructure, "database"}, from: "now-6h", refresh: "1m",
	}
	if e.Database == nil {
		return out
	}
	d := *e.Database
	out.sections = []section{promises(e.answering()), d.load(), d.latency(), d.room()}
	if d.Proxy != "" {
		out.sections = append(out.sections, d.proxy())
	}
	return out
}

// answering are the objectives about queries that must not fail, of all services.
func (e Environment) answering() []slo.SLO {
	return slices.DeleteFunc(e.objectives(), func(o slo.SLO) bool {
		return o.Indicator.Availability == nil || o.Indicator.Availability.Metric != slo.DatabaseQueries
	})
}

// roles asks for the writer, and for the readers where there are any.
func (d Database) roles(m cloudwatch.Metric, statistic string) []query {
	out := []query{metric("writer", m, statistic, map[string]string{cloudwatch.DBCluster: d.Cluster, cloudwatch.DBRole: cloudwatch.Writer})}
	if d.Readers {
		out = append(out, metric("readers", m, statistic, map[string]string{cloudwatch.DBCluster: d.Cluster, cloudwatch.DBRole: cloudwatch.Reader}))
	}
	return out
}

func (d Database) whole(legend string, m cloudwatch.Metric, statistic string) query {
	return metric(legend, m, statistic, map[string]string{cloudwatch.DBCluster: d.Cluster})
}

func (d Database) load() section {
	out := section{title: "Load", across: 3, panels: []panel{
		{
			title: "CPU", unit: units.Percent, limits: badFrom(percentBusy), highest: whole,
			description: "CPU of the busiest instance of each role. Look at the top statements in Database Insights.",
			queries:     d.roles(cloudwatch.DatabaseCPU, "Maximum"),
		},
		{
			title: "Connections", unit: units.Short,
			description: "Connections to the instance of each role that has most. The alarm knows how many each class admits.",
			queries:     d.roles(cloudwatch.DatabaseConnections, "Maximum"),
		},
		{
			title: "Deadlocks", unit: units.CountsPerSecond, limits: badFrom(oneAMinute),
			description: "Transactions a second that PostgreSQL had to cancel because they waited for each other.",
			queries:     []query{d.whole("deadlocks", cloudwatch.DatabaseDeadlocks, "Maximum")},
		},
	}}
	if d.Serverless {
		out.panels = append(out.panels, panel{
			title: "Capacity", unit: units.Short,
			description: "Capacity units that instances have, of 2 GiB of memory each.",
			queries:     d.roles(cloudwatch.DatabaseCapacity, "Maximum"),
		}, panel{
			title: "Capacity in use", unit: units.Percent, limits: badFrom(percentFull), highest: whole,
			description: "Capacity as a share of the most that is configured. At the top, raise the limit or look for what grew.",
			queries:     d.roles(cloudwatch.DatabaseCapacityUsed, "Maximum"),
		})
	}
	return out
}

// Percentages at which the components' alarms look, too.
const (
	percentBusy = 80
	percentFull = 90
	whole       = 100
)

// oneAMinute is a rate in events a second. The metric is an average over a minute,
// of which one event is the least that shows.
const oneAMinute = 1.0 / 60

// lagging is how far behind readers are stale enough to tell, in milliseconds.
const lagging = 1000

func (d Database) latency() section {
	out := section{title: "Latency", across: 3, panels: []panel{
		{
			title: "Commits", unit: units.Milliseconds,
			description: "How long a commit takes on average, until it is in three zones.",
			queries:     d.roles(cloudwatch.DatabaseCommitLatency, "Average")[:1],
		},
		{
			title: "Reads from the volume", unit: units.Seconds,
			description: "How long a read takes that memory could not answer.",
			queries:     d.roles(cloudwatch.DatabaseReadLatency, "Average"),
		},
		{
			title: "Answered from memory", unit: units.Percent, highest: whole,
			description: "Share of reads that the buffer cache answered. Where it falls, data that is used has outgrown memory.",
			queries:     d.roles(cloudwatch.DatabaseBufferHits, "Average"),
		},
	}}
	if d.Readers {
		out.panels = append(out.panels, panel{
			title: "Readers behind the writer", unit: units.Milliseconds, limits: badFrom(lagging),
			description: "How old what the slowest reader shows is.",
			queries:     []query{d.whole("lag", cloudwatch.DatabaseLag, "Maximum")},
		})
	}
	return out
}

func (d Database) room() section {
	out := section{title: "Room", across: 3, panels: []panel{
		{
			title: "Memory free", unit: units.BytesIEC,
			description: "Memory that the instance with least has left. Without any it is restarted.",
			queries:     d.roles(cloudwatch.DatabaseMemory, "Minimum"),
		},
		{
			title: "Volume", unit: units.BytesIEC,
			description: "Size of the cluster's volume, which is paid for.",
			queries:     []query{d.whole("used", cloudwatch.DatabaseVolume, "Maximum").every(hour)},
		},
		{
			title: "Transaction ids", unit: units.Short, limits: worseFrom(idsOld, idsWrapping),
			description: "Age of the oldest transaction id. PostgreSQL stops taking writes shortly before 2.1 billion; vacuum brings it down.",
			queries:     []query{d.whole("age", cloudwatch.DatabaseTransactionIDs, "Maximum")},
		},
	}}
	out.panels = append(out.panels, panel{
		title: "Volume operations", unit: units.Short, shape: areas,
		description: "Reads and writes of the volume in five minutes, which are paid for unless the storage is I/O-Optimized.",
		queries: []query{
			d.whole("reads", cloudwatch.DatabaseVolumeReads, "Average").every(fiveMinutes),
			d.whole("writes", cloudwatch.DatabaseVolumeWrites, "Average").every(fiveMinutes),
		},
	})
	if !d.Serverless {
		out.panels = append(out.panels, panel{
			title: "Local storage free", unit: units.BytesIEC,
			description: "Room for temporary files on the instance with least. Sorts and index builds fail without.",
			queries:     d.roles(cloudwatch.DatabaseLocalStorage, "Minimum"),
		})
	}
	return out
}

// Ages of transaction ids: a billion is when to look at vacuum, one and a half
// leaves days rather than weeks.
const (
	idsOld      = 1e9
	idsWrapping = 1.5e9
)

// borrowing is when a client's wait for a connection hurts, in microseconds.
const borrowing = 1e6

func (d Database) proxy() section {
	of := map[string]string{cloudwatch.DBProxy: d.Proxy}
	return section{title: "Proxy", across: 3, panels: []panel{
		{
			title: "Clients", unit: units.Short,
			description: "Connections of clients, and those of them that hold a connection for themselves.",
			queries: []query{
				metric("clients", cloudwatch.DatabaseProxyClients, "Sum", of).every(minute),
				metric("pinned", cloudwatch.DatabaseProxyPinned, "Sum", of).every(minute),
			},
		},
		{
			title: "Wait for a connection", unit: units.Microseconds, limits: badFrom(borrowing),
			description: "How long a client waits for a connection of the pool. Look for long transactions.",
			queries:     []query{metric("wait", cloudwatch.DatabaseProxyBorrowing, "Average", of)},
		},
		{
			title: "Refused logins", unit: units.Short, limits: badFrom(1),
			description: "Clients that the proxy did not let in: a token that ran out, or a role without rds-db:connect.",
			queries:     []query{metric("refused", cloudwatch.DatabaseProxyAuthFailed, "Sum", of).every(minute)},
		},
	}}
}
