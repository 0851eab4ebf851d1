package elasticache

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// parameter is one setting that parameter groups can have.
type parameter struct {
	// values that are accepted; empty for numbers and texts.
	values []string
	// least and most bound a number; most is 0 when nothing does.
	least, most int
	// form of a text.
	form *regexp.Regexp
	// fixed is set when ElastiCache shows the parameter and keeps its value.
	fixed bool
	// since and until are the first and the last family that have it, "" for all.
	since, until string
}

func number(least, most int) parameter { return parameter{least: least, most: most} }

func (p parameter) from(family string) parameter { p.since = family; return p }
func (p parameter) to(family string) parameter   { p.until = family; return p }

var (
	anything = parameter{form: regexp.MustCompile(`^.*$`)}
	fixed    = parameter{fixed: true}
	onOff    = parameter{values: []string{"yes", "no"}}
)

// parameters by name. Source: ElastiCache user guide, "Engine specific
// parameters".
var parameters = map[string]parameter{
	"acl-pubsub-default":                              parameter{values: []string{"resetchannels", "allchannels"}}.from("redis6.x"),
	"acllog-max-len":                                  number(1, 10000).from("redis6.x"),
	"active-defrag-cycle-max":                         number(1, 75),
	"active-defrag-cycle-min":                         number(1, 75),
	"active-defrag-ignore-bytes":                      number(10485760, 104857600),
	"active-defrag-max-scan-fields":                   number(1, 1000000).from("redis5.0"),
	"active-defrag-threshold-lower":                   number(1, 100),
	"active-defrag-threshold-upper":                   number(1, 100),
	"active-expire-effort":                            number(1, 10).from("redis6.x"),
	"activedefrag":                                    onOff,
	"activerehashing":                                 onOff.to("redis6.x"),
	"appendfsync":                                     fixed,
	"appendonly":                                      fixed,
	"client-output-buffer-limit-normal-hard-limit":    number(0, 0),
	"client-output-buffer-limit-normal-soft-limit":    number(0, 0),
	"client-output-buffer-limit-normal-soft-seconds":  number(0, 0),
	"client-output-buffer-limit-pubsub-hard-limit":    number(0, 0),
	"client-output-buffer-limit-pubsub-soft-limit":    number(0, 0),
	"client-output-buffer-limit-pubsub-soft-seconds":  number(0, 0),
	"client-output-buffer-limit-replica-hard-limit":   fixed,
	"client-output-buffer-limit-replica-soft-limit":   fixed,
	"client-output-buffer-limit-replica-soft-seconds": fixed,
	"client-query-buffer-limit":                       number(1048576, 1073741824),
	"close-on-replica-write":                          onOff.from("redis5.0"),
	"close-on-slave-write":                            onOff.to("redis4.0"),
	"cluster-allow-pubsubshard-when-down":             onOff.from("redis7"),
	"cluster-allow-reads-when-down":                   onOff.from("redis6.x"),
	"cluster-databases":                               number(1, 10000).from("valkey9"),
	"cluster-enabled":                                 onOff,
	"cluster-preferred-endpoint-type":                 parameter{values: []string{"ip", "tls-dynamic"}}.from("redis7"),
	"cluster-require-full-coverage":                   onOff,
	"commandlog-large-reply-max-len":                  number(0, 1024).from("valkey8"),
	"commandlog-large-request-max-len":                number(0, 1024).from("valkey8"),
	"commandlog-reply-larger-than":                    number(-1, 0).from("valkey8"),
	"commandlog-request-larger-than":                  number(-1, 0).from("valkey8"),
	"databases":                                       number(1, 1200000),
	"extended-redis-compatibility":                    onOff.from("valkey8"),
	"hash-max-listpack-entries":                       number(0, 0).from("redis7"),
	"hash-max-listpack-value":                         number(0, 0).from("redis7"),
	"hash-max-ziplist-entries":                        number(0, 0).to("redis6.x"),
	"hash-max-ziplist-value":                          number(0, 0).to("redis6.x"),
	"hll-sparse-max-bytes":                            number(1, 16000),
	"latency-tracking":                                onOff.from("redis7"),
	"lazyfree-lazy-eviction":                          onOff.to("valkey7"),
	"lazyfree-lazy-expire":                            onOff.to("valkey7"),
	"lazyfree-lazy-server-del":                        onOff.to("valkey7"),
	"lazyfree-lazy-user-del":                          onOff.from("redis6.x").to("valkey7"),
	"lfu-decay-time":                                  number(0, 0),
	"lfu-log-factor":                                  number(1, 0),
	"list-compress-depth":                             number(0, 0),
	"list-max-listpack-size":                          number(-5, 0).from("redis7"),
	"list-max-ziplist-size":                           number(-5, 0).to("redis6.x"),
	"lua-replicate-commands":                          onOff.from("redis5.0").to("redis5.0"),
	"lua-time-limit":                                  fixed,
	"maxclients":                                      fixed,
	"maxmemory":                                       fixed,
	"maxmemory-policy": {values: []string{
		"volatile-lru", "allkeys-lru", "volatile-lfu", "allkeys-lfu", "volatile-random", "allkeys-random", "volatile-ttl", "noeviction",
	}},
	"maxmemory-samples":             number(1, 0),
	"min-replicas-max-lag":          number(0, 0).from("redis5.0"),
	"min-replicas-to-write":         number(0, 0).from("redis5.0"),
	"min-slaves-max-lag":            number(0, 0).to("redis4.0"),
	"min-slaves-to-write":           number(0, 0).to("redis4.0"),
	"notify-keyspace-events":        {form: regexp.MustCompile(`^[KEg$lshzxeAtdmn]*$`)},
	"proto-max-bulk-len":            number(1048576, 536870912),
	"rename-commands":               anything.from("redis5.0"),
	"repl-backlog-size":             number(16384, 0),
	"repl-backlog-ttl":              number(0, 0),
	"repl-timeout":                  fixed.to("redis4.0"),
	"replica-allow-chaining":        fixed,
	"replica-ignore-maxmemory":      fixed,
	"replica-lazy-flush":            fixed,
	"reserved-memory":               number(0, 0),
	"reserved-memory-percent":       number(0, 100),
	"search-default-timeout-ms":     number(1, 60000).from("valkey8"),
	"search-enable-partial-results": onOff.from("valkey8"),
	"search-fanout-target-mode":     parameter{values: []string{"client", "throughput"}}.from("valkey8"),
	"set-max-intset-entries":        number(0, 0),
	"set-max-listpack-entries":      number(0, 0).from("valkey7"),
	"set-max-listpack-value":        number(0, 0).from("valkey7"),
	"slowlog-log-slower-than":       number(-1, 0),
	"slowlog-max-len":               number(0, 0),
	"stream-node-max-bytes":         number(0, 0).from("redis5.0"),
	"stream-node-max-entries":       number(0, 0).from("redis5.0"),
	"tcp-keepalive":                 number(0, 0),
	"timeout":                       {form: regexp.MustCompile(`^(0|[2-9][0-9]|[1-9][0-9]{2,})$`)},
	"tracking-table-max-keys":       number(1, 100000000).from("redis6.x"),
	"zset-max-listpack-entries":     number(0, 0).from("redis7"),
	"zset-max-listpack-value":       number(0, 0).from("redis7"),
	"zset-max-ziplist-entries":      number(0, 0).to("redis6.x"),
	"zset-max-ziplist-value":        number(0, 0).to("redis6.x"),
}

// wrongParameter is what ElastiCache objects to in a parameter of a family.
func wrongParameter(family, name, value string) string {
	all := families()
	at := func(family string) int { return slices.Index(all, family) }
	p, known := parameters[strings.ToLower(name)]
	switch {
	case !known, p.since != "" && at(family) < at(p.since), p.until != "" && at(family) > at(p.until):
		return "Parameter " + name + " doesn't exist"
	case p.fixed:
		return "Parameter " + name + " can not be modified"
	case !p.accepts(value):
		return "Parameter " + name + " has an invalid value: " + value + p.hint()
	}
	return ""
}

func (p parameter) accepts(value string) bool {
	switch {
	case len(p.values) > 0:
		return slices.Contains(p.values, value)
	case p.form != nil:
		return p.form.MatchString(value)
	}
	n, err := strconv.Atoi(value)
	return err == nil && n >= p.least && (p.most == 0 || n <= p.most)
}

func (p parameter) hint() string {
	if len(p.values) == 0 {
		return ""
	}
	return ". Valid values: " + strings.Join(p.values, ",")
}
