package cache

import (
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"github.com/covetpy/platform/infra/alarm"
	"github.com/covetpy/platform/infra/identity"
	"github.com/covetpy/platform/infra/naming"
)

// Args says what cache to make. Validate has the limits of each field.
type Args struct {
	// Names is what physical names begin with.
	Names naming.Scope
	// Where is the account and region.
	Where identity.Scope
	// Name tells the cache apart from the environment's others and is a part of
	// physical names, "sessions". A changed name makes another cache.
	Name string
	// VPCID is the network of the cache.
	VPCID pulumi.StringInput
	// SubnetIDs are two or more subnets without a way to the internet, each in a
	// zone of its own.
	SubnetIDs []pulumi.StringInput
	// Peers may connect. Nobody else can.
	Peers []Peer
	// Keys encrypt.
	Keys Keys
	// Topics hear of alarms.
	Topics alarm.Topics
	// Uses are what the cache is for, at least one.
	Uses []Use
	// Engine is what runs. Valkey costs less at AWS.
	Engine Engine
	// Version of the engine, exact: "8.1". A serverless cache takes its major and
	// follows the minors by itself.
	Version string
	// Eviction is what happens to keys when memory is full. A serverless cache
	// has volatile-lru and no other, so it may be left out there.
	Eviction Eviction
	// MultiAZ says that the nodes are in different zones, so that the loss of one
	// does not lose the cache. It goes with the number of nodes: true where there
	// are several for a shard, false where there is one.
	MultiAZ bool
	// Nodes, Shards and Serverless are what the cache is made of: one of them.
	Nodes      *Nodes
	Shards     *Shards
	Serverless *Serverless
	// Snapshots are the cache's own backups: AWS Backup does not know
	// ElastiCache.
	Snapshots Snapshots
	// MaintenanceWindow is when AWS may work on the nodes, "sun:04:00-sun:05:00" in
	// UTC, at least an hour. A serverless cache has none.
	MaintenanceWindow string
	// LogRetentionDays is how long slow commands and the engine's own log are
	// kept. A serverless cache delivers no logs.
	LogRetentionDays int
	// MinorUpgrades lets AWS install minor versions in the maintenance window. Version
	// is then what the cache began with and is not enforced. A serverless cache
	// takes them always.
	MinorUpgrades bool
	// Protect makes Pulumi refuse to delete or replace the cache. ElastiCache has
	// no deletion protection of its own to go with it.
	Protect bool
}

// Peer is who may connect.
type Peer struct {
	// Name of the peer, a part of the rule's name, "nodes".
	Name string
	// SecurityGroupID is the group that the peer carries.
	SecurityGroupID pulumi.StringInput
}

// Keys are ARNs of KMS keys.
type Keys struct {
	// Cache encrypts what nodes and snapshots write to disk. It can't be changed:
	// another key makes another cache.
	Cache pulumi.StringInput
	// Logs encrypts the log groups. A serverless cache needs none.
	Logs pulumi.StringInput
}

// Use is what a cache is for.
type Use string

// The uses.
const (
	// Caching is results that can be made again: losing some costs time.
	Caching Use = "caching"
	// Sessions are what users are logged in by: losing one logs its user out.
	Sessions Use = "sessions"
)

// Engine is a cache engine.
type Engine string

// The engines.
const (
	Valkey Engine = "valkey"
	Redis  Engine = "redis"
)

// Eviction is what happens to keys when memory is full (maxmemory-policy).
type Eviction string

// The policies. With the volatile ones only keys that have a time to live go,
// which sessions have.
const (
	// NoEviction refuses what would take more memory, and drops nothing.
	NoEviction     Eviction = "noeviction"
	AllKeysLRU     Eviction = "allkeys-lru"
	AllKeysLFU     Eviction = "allkeys-lfu"
	AllKeysRandom  Eviction = "allkeys-random"
	VolatileLRU    Eviction = "volatile-lru"
	VolatileLFU    Eviction = "volatile-lfu"
	VolatileRandom Eviction = "volatile-random"
	VolatileTTL    Eviction = "volatile-ttl"
)

// Nodes is a primary and its replicas, all of which hold all keys (cluster mode
// off). Clients need not know about clusters.
type Nodes struct {
	// Type of a node, "cache.t4g.small".
	Type string
	// Count is the primary and its replicas, 1 to 6.
	Count int
}

// Shards spread keys over several primaries (cluster mode on). Clients have to
// speak the cluster protocol.
type Shards struct {
	// Type of a node, "cache.r7g.large".
	Type string
	// Count is how many primaries there are, 1 to 500.
	Count int
	// Replicas each primary has, 0 to 5.
	Replicas int
}

// Serverless is a cache that AWS scales, up to limits. Clients have to speak the
// cluster protocol. At the storage limit it evicts keys that have a time to
// live, the least recently used first, and refuses to write when there is none
// (ElastiCache user guide, "Scaling ElastiCache Serverless").
type Serverless struct {
	// MaxStorageGB is how much data it holds at most, 1 to 5,000 GB.
	MaxStorageGB int
	// MaxECPUPerSecond is how many ElastiCache processing units it spends at most,
	// 1,000 to 15,000,000 a second. One is about a read or write of 1 kB.
	MaxECPUPerSecond int
}

// Snapshots are daily copies of all keys, kept in S3 by AWS and encrypted with
// the cache's key. They are taken from a replica where there is one.
type Snapshots struct {
	// RetentionDays is how long each is kept, 0 to 35; 0 takes none. Sessions need
	// at least 1.
	RetentionDays int
	// Window is when they are taken, "02:00-03:00" in UTC, at least an hour. Empty
	// where none are taken.
	Window string
	// RestoreFrom is the snapshot that a new cache is filled from; empty for none.
	// It counts when the cache is made and never after, so it may be taken away
	// again.
	RestoreFrom string
}
