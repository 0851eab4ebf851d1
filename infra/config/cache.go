package config

// Cache is one cache. Exactly one of nodes, shards and serverless says what it runs on.
type Cache struct {
	// What it is used for. Sessions must not be evicted, so they ask for eviction noeviction.
	Uses []CacheUse `json:"uses" config:"least=1"`
	// Engine; Valkey is the open one that AWS prices lower.
	Engine CacheEngine `json:"engine"`
	// Version of the engine.
	Version string `json:"version" config:"format=cache-version"`
	// What is thrown out when memory is full (maxmemory-policy).
	Eviction Eviction `json:"eviction"`
	// Whether a copy in another zone takes over when a node fails; so wherever there is more than one node, and nowhere else.
	MultiAZ bool `json:"multiAz"`
	// A primary and its replicas (cluster mode off); null for none.
	Nodes *CacheNodes `json:"nodes"`
	// Keys spread over shards (cluster mode on); null for none.
	Shards *CacheShards `json:"shards"`
	// ElastiCache Serverless; null for none. It evicts by itself, so it takes no sessions; it spreads over zones, upgrades and is maintained by itself, so those settings do not count.
	Serverless *CacheServerless `json:"serverless"`
	// Daily copies.
	Snapshots CacheSnapshots `json:"snapshots"`
	// When AWS may patch, in UTC, apart from the snapshot window.
	MaintenanceWindow string `json:"maintenanceWindow" config:"format=weekly-window"`
	// Whether AWS installs minor versions by itself. The version above is then what the cache began with: turn this off before a change of it is to count.
	MinorUpgrades bool `json:"minorUpgrades"`
	// Slow and engine logs in CloudWatch.
	Logs LogRetention `json:"logs"`
}

// CacheNodes is a primary and its replicas.
type CacheNodes struct {
	// Type of each node.
	Type string `json:"type" config:"format=cache-node"`
	// Nodes, the primary among them.
	Count int `json:"count" config:"range=1..6"`
}

// CacheShards is shards, each a primary and its replicas.
type CacheShards struct {
	// Type of each node.
	Type string `json:"type" config:"format=cache-node"`
	// Shards.
	Count int `json:"count" config:"range=1..500"`
	// Replicas of each shard.
	Replicas int `json:"replicas" config:"range=0..5"`
}

// CacheServerless is the limits of a serverless cache, which grows up to them.
type CacheServerless struct {
	// Most data in GB.
	MaxStorageGB int `json:"maxStorageGb" config:"range=1..5000"`
	// Most work a second, in ElastiCache processing units.
	MaxECPUPerSecond int `json:"maxEcpuPerSecond" config:"range=1000..15000000"`
}

// CacheSnapshots is daily copies of a cache.
type CacheSnapshots struct {
	// Days that a copy is kept; 0 makes none.
	RetentionDays int `json:"retentionDays" config:"range=0..35"`
	// When it is made, in UTC, at least an hour.
	Window string `json:"window" config:"format=daily-window"`
}

// CacheUse is what a cache is for.
type CacheUse string

// Uses of a cache.
const (
	Caching  CacheUse = "caching"
	Sessions CacheUse = "sessions"
)

// Values lists what is accepted.
func (CacheUse) Values() []string { return values(Caching, Sessions) }

// CacheEngine is an engine of ElastiCache.
type CacheEngine string

// Engines.
const (
	Valkey CacheEngine = "valkey"
	Redis  CacheEngine = "redis"
)

// Values lists what is accepted.
func (CacheEngine) Values() []string { return values(Valkey, Redis) }

// Eviction is what is thrown out when memory is full (Valkey documentation, "Key eviction").
type Eviction string

// Ways to make room.
const (
	NoEviction     Eviction = "noeviction"
	AllKeysLRU     Eviction = "allkeys-lru"
	AllKeysLFU     Eviction = "allkeys-lfu"
	AllKeysRandom  Eviction = "allkeys-random"
	VolatileLRU    Eviction = "volatile-lru"
	VolatileLFU    Eviction = "volatile-lfu"
	VolatileTTL    Eviction = "volatile-ttl"
	VolatileRandom Eviction = "volatile-random"
)

// Values lists what is accepted.
func (Eviction) Values() []string {
	return values(NoEviction, AllKeysLRU, AllKeysLFU, AllKeysRandom, VolatileLRU, VolatileLFU, VolatileTTL, VolatileRandom)
}
