package cache

import "strconv"

// What counts as a slow command, and how many of them a node remembers between
// two deliveries to CloudWatch Logs. The engine's own values are 10 ms and 128;
// of a cache, users feel less.
const (
	slowMicroseconds = 5000
	slowEntries      = 1024
)

// parameter is one setting of the engine.
type parameter struct{ name, value string }

// parameters are the settings of the cache's nodes that differ from the
// family's own (ElastiCache user guide, "Valkey and Redis OSS parameters").
//
// Keyspace notifications (notify-keyspace-events) stay off, as they are unless
// asked for: each costs processor time on the node, and who misses one is not
// told.
func (a *Args) parameters() []parameter {
	out := []parameter{
		{"maxmemory-policy", string(a.Eviction)},
		{"slowlog-log-slower-than", strconv.Itoa(slowMicroseconds)},
		{"slowlog-max-len", strconv.Itoa(slowEntries)},
	}
	if a.Shards != nil {
		out = append(out, parameter{"cluster-enabled", "yes"})
	}
	return out
}
