package cache

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"

	"github.com/covetpy/platform/infra/naming"
	"github.com/covetpy/platform/infra/tags"
)

// Port of every cache.
const Port = 6379

// portReader is where a serverless cache answers readers that are content with what
// a replica knows.
const portReader = 6380

// port is one that peers may reach.
type port struct {
	part   string // of logical names; empty for the first
	number int
	what   string
}

func (a *Args) ports() []port {
	out := []port{{"", Port, "the cache"}}
	if a.Serverless != nil {
		out = append(out, port{partReader, portReader, "readers of the cache"})
	}
	return out
}

// perShard is how many nodes hold each key, 0 where AWS decides.
func (a *Args) perShard() int {
	switch {
	case a.Nodes != nil:
		return a.Nodes.Count
	case a.Shards != nil:
		return a.Shards.Replicas + 1
	default:
		return 0
	}
}

// failover says whether a replica takes over when a primary fails: wherever
// there is one. With cluster mode on, ElastiCache demands it in any case.
func (a *Args) failover() bool { return a.Shards != nil || a.perShard() > 1 }

// nodes are the ends of the nodes' ids, which ElastiCache appends to the group's:
// "001" with cluster mode off, "0001-001" with it on. CloudWatch knows a node by
// the whole as CacheClusterId.
func (a *Args) nodes() []string {
	var out []string
	switch {
	case a.Nodes != nil:
		for n := range a.Nodes.Count {
			out = append(out, fmt.Sprintf("%03d", n+1))
		}
	case a.Shards != nil:
		for s := range a.Shards.Count {
			for n := range a.Shards.Replicas + 1 {
				out = append(out, fmt.Sprintf("%04d-%03d", s+1, n+1))
			}
		}
	}
	return out
}

// NodeIDs are what CloudWatch knows the nodes by, as CacheClusterId; none of a
// serverless cache.
func (a *Args) NodeIDs() []string {
	var out []string
	for _, node := range a.nodes() {
		out = append(out, a.CacheID()+"-"+node)
	}
	return out
}

// holdsSessions says whether the cache is for sessions, alone or among others.
func (a *Args) holdsSessions() bool { return slices.Contains(a.Uses, Sessions) }

// snapshotTime is when a serverless cache takes its snapshot: "02:00" of
// "02:00-03:00".
func (a *Args) snapshotTime() string {
	out, _, _ := strings.Cut(a.Snapshots.Window, "-")
	return out
}

// keepsLast says whether a last snapshot is taken when the cache is deleted,
// because with the cache its daily ones go as well. Sessions are worth it; what
// is only cached is made again.
func (a *Args) keepsLast() bool { return a.holdsSessions() && a.Snapshots.RetentionDays > 0 }

// lastSnapshot is the name of the snapshot that is taken when the cache is
// deleted. ElastiCache refuses a name that is taken, so a fixed one would make
// the second deletion fail. What the cache can't outlive goes into it: its
// security group, whose id AWS gives out once, and its key, which can't be
// changed without another cache.
func (a *Args) lastSnapshot(securityGroupID, keyARN string) string {
	sum := sha256.Sum256([]byte(securityGroupID + " " + keyARN))
	return a.Names.Name(naming.CacheGroup, a.Name, "last", hex.EncodeToString(sum[:])[:lastDigits])
}

// lastDigits is how many hexadecimal digits tell last snapshots apart.
const lastDigits = 8

// backup are the tags that say why no plan of AWS Backup covers the cache.
func (a *Args) backup() map[string]string {
	if a.Snapshots.RetentionDays == 0 {
		return tags.NotCovered("AWS Backup does not support ElastiCache and what is cached can be made again")
	}
	return tags.NotCovered(fmt.Sprintf("AWS Backup does not support ElastiCache: its own daily snapshots are kept %d days",
		a.Snapshots.RetentionDays))
}
