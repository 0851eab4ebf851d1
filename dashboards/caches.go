package dashboards

import (
	"strings"

	"github.com/grafana/grafana-foundation-sdk/go/units"

	"github.com/covetpy/platform/dashboards/cloudwatch"
)

// caches shows each cache of the environment.
func (e Environment) caches() sheet {
	out := sheet{
		name: "caches", title: "Caches", audience: "who is on call for an application",
		description: "Each cache: load, room, hits and latency, node by node where it has nodes.",
		tags:        []string{tagInfrastructure, "cache"}, from: "now-6h", refresh: "1m",
	}
	for _, c := range e.Caches {
		if len(c.Nodes) == 0 {
			out.sections = append(out.sections, c.served())
			continue
		}
		out.sections = append(out.sections, c.load(), c.service())
	}
	return out
}

// nodes asks for each node.
func (c Cache) nodes(m cloudwatch.Metric, statistic string) []query {
	var out []query
	for _, node := range c.Nodes {
		out = append(out, metric(strings.TrimPrefix(node, c.ID+"-"), m, statistic, map[string]string{cloudwatch.CacheNode: node}))
	}
	return out
}

// cacheFull is when writes are close to being refused, in percent, and cacheLag how
// many seconds of writes may be lost when a replica takes over.
const (
	cacheFull = 85
	cacheLag  = 10
)

func (c Cache) load() section {
	return section{title: "Cache " + c.Name + ": load", across: 4, panels: []panel{
		{
			title: "CPU of the engine", unit: units.Percent, limits: badFrom(percentBusy), highest: whole,
			description: "The one thread that runs commands, by node. Look for slow commands in the slow log and for one hot key.",
			queries:     c.nodes(cloudwatch.CacheCPU, "Average"),
		},
		{
			title: "Memory in use", unit: units.Percent, limits: badFrom(cacheFull), highest: whole,
			description: "Share of memory that keys take, by node. A cache that drops keys is full by design; one that does not refuses writes.",
			queries:     c.nodes(cloudwatch.CacheMemory, "Maximum"),
		},
		{
			title: "Connections", unit: units.Short,
			description: "Connections of clients, by node, which takes 65,000.",
			queries:     c.nodes(cloudwatch.CacheConnections, "Maximum"),
		},
		{
			title: "Replicas behind", unit: units.Seconds, limits: badFrom(cacheLag),
			description: "How far replicas are behind their primary: writes that would be lost if one took over now.",
			queries:     c.nodes(cloudwatch.CacheLag, "Maximum"),
		},
	}}
}

func (c Cache) service() section {
	return section{title: "Cache " + c.Name + ": what it does", across: 4, panels: []panel{
		{
			title: "Hits", unit: units.Percent, highest: whole,
			description: "Share of reads that found their key, by node.",
			queries:     c.nodes(cloudwatch.CacheHitRate, "Average"),
		},
		{
			title: "Keys dropped", unit: units.Short,
			description: "Keys a minute that made room for others, by node. Sessions must never be dropped.",
			queries:     every(minute, c.nodes(cloudwatch.CacheEvictions, "Sum")),
		},
		{
			title: "Reads take", unit: units.Microseconds,
			description: "How long commands that read take on average, by node.",
			queries:     c.nodes(cloudwatch.CacheReadLatency, "Average"),
		},
		{
			title: "Writes take", unit: units.Microseconds,
			description: "How long commands that write take on average, by node.",
			queries:     c.nodes(cloudwatch.CacheWriteLatency, "Average"),
		},
	}}
}

// served is a serverless cache, which is seen as a whole.
func (c Cache) served() section {
	of := map[string]string{cloudwatch.CacheServed: c.ID}
	return section{title: "Cache " + c.Name + " (serverless)", across: 4, panels: []panel{
		{
			title: "Data", unit: units.BytesIEC,
			description: "What is stored, which is paid for by the hour.",
			queries:     []query{metric("data", cloudwatch.ServerlessBytes, "Maximum", of)},
		},
		{
			title: "Processing units", unit: units.Short,
			description: "What a minute's commands cost, and the commands that were put off because there were too many.",
			queries: []query{
				metric("units", cloudwatch.ServerlessUnits, "Sum", of).every(minute),
				metric("throttled", cloudwatch.ServerlessThrottled, "Sum", of).every(minute),
			},
		},
		{
			title: "Hits", unit: units.Percent, highest: whole,
			description: "Share of reads that found their key.",
			queries:     []query{metric("hits", cloudwatch.ServerlessHitRate, "Average", of)},
		},
		{
			title: "Latency", unit: units.Microseconds,
			description: "How long reads and writes take on average.",
			queries: []query{
				metric("reads", cloudwatch.ServerlessReadLatency, "Average", of),
				metric("writes", cloudwatch.ServerlessWriteLatency, "Average", of),
			},
		},
		{
			title: "Connections", unit: units.Short,
			description: "Connections of clients.",
			queries:     []query{metric("connections", cloudwatch.ServerlessConnections, "Maximum", of)},
		},
		{
			title: "Keys dropped", unit: units.Short,
			description: "Keys a minute that made room for others.",
			queries:     []query{metric("dropped", cloudwatch.ServerlessEvictions, "Sum", of).every(minute)},
		},
	}}
}

// every gives queries one period in seconds.
func every(seconds int, queries []query) []query {
	for i := range queries {
		queries[i].period = seconds
	}
	return queries
}
