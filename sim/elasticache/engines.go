package elasticache

import (
	"slices"
	"strings"
)

const (
	memcached = "memcached"
	redis     = "redis"
	valkey    = "valkey"
)

// release is one engine version that new caches can have.
type release struct {
	engine, version string
	// actual is the whole version that ElastiCache runs.
	actual string
	// family of the parameter groups that fit.
	family string
}

// releases from the oldest to the newest; those of Valkey follow those of Redis
// OSS, from which they can be upgraded. Source: ElastiCache user guide, "Engine
// versions and upgrading" and "Engine specific parameters".
var releases = []release{
	{redis, "4.0.10", "4.0.10", "redis4.0"},
	{redis, "5.0.6", "5.0.6", "redis5.0"},
	{redis, "6.0", "6.0.5", "redis6.x"},
	{redis, "6.2", "6.2.6", "redis6.x"},
	{redis, "7.0", "7.0.7", "redis7"},
	{redis, "7.1", "7.1.0", "redis7"},
	{valkey, "7.2", "7.2.6", "valkey7"},
	{valkey, "8.0", "8.0.1", "valkey8"},
	{valkey, "8.1", "8.1.0", "valkey8"},
	{valkey, "8.2", "8.2.0", "valkey8"},
	{valkey, "9.0", "9.0.0", "valkey9"},
	{valkey, "9.1", "9.1.0", "valkey9"},
}

// position is the index of an engine's version, -1 when there is none. No
// version is the newest, and 6.x the newest of 6.
func position(engine, version string) int {
	found := -1
	for i, r := range releases {
		major, _, _ := strings.Cut(r.version, ".")
		if r.engine == engine && (version == "" || version == r.version || version == "6.x" && major == "6") {
			found = i
		}
	}
	return found
}

// from is true when the release at a position is this version of Redis or newer,
// whichever engine it is.
func from(at int, version string) bool { return at >= position(redis, version) }

// families of parameter groups that can be made.
func families() []string {
	var all []string
	for _, r := range releases {
		if !slices.Contains(all, r.family) {
			all = append(all, r.family)
		}
	}
	return all
}

// Sizes of the machines, by family. Source: ElastiCache user guide, "Supported
// node types"; T2 can be had no longer.
var (
	small    = []string{"micro", "small", "medium"}
	graviton = []string{"large", "xlarge", "2xlarge", "4xlarge", "8xlarge", "12xlarge", "16xlarge"}
	fifth    = []string{"large", "xlarge", "2xlarge", "4xlarge", "12xlarge", "24xlarge"}

	machines = map[string][]string{
		"t3": small, "t4g": small,
		"m4": {"large", "xlarge", "2xlarge", "4xlarge", "10xlarge"}, "m5": fifth, "m6g": graviton, "m7g": graviton, "m8g": graviton,
		"r4": {"large", "xlarge", "2xlarge", "4xlarge", "8xlarge", "16xlarge"}, "r5": fifth, "r6g": graviton, "r7g": graviton, "r8g": graviton,
		"r6gd": graviton[1:], "c7gn": graviton, "c8gn": graviton,
	}
)

// tiered is the only family that keeps a part of the data on disk.
const tiered = "r6gd"

// machine is the family of a node type, "" when there is no such type.
func machine(nodeType string) string {
	parts := strings.Split(nodeType, ".")
	if len(parts) != 3 || parts[0] != "cache" || !slices.Contains(machines[parts[1]], parts[2]) {
		return ""
	}
	return parts[1]
}
