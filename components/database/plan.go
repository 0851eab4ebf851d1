package database

import (
	"crypto/sha256"
	"encoding/hex"
	"strconv"
	"strings"

	"github.com/covetpy/platform/infra/naming"
)

// mostReaders of a cluster (Aurora quota, Aurora Replicas per DB cluster).
const mostReaders = 15

// slot is the place of one instance. Instances come and go and change their role
// when the cluster fails over; slots stay.
type slot struct {
	// name is the logical name's part, "writer" or "reader-1", for ever.
	name string
	// tier is the order in which instances become the writer, the lowest first. The
	// writer's slot and the first reader's are the two lowest: in a serverless
	// cluster instances of tiers 0 and 1 keep the writer's size, so that a failover
	// meets an instance that can bear it (Aurora user guide, "Promotion tiers").
	tier int
}

// slots of a cluster with so many readers. A slot depends on its own number
// alone, so that one more reader touches no other.
func slots(readers int) []slot {
	out := []slot{{name: partWriter}}
	for i := 1; i <= readers; i++ {
		out = append(out, slot{name: partReader + "-" + strconv.Itoa(i), tier: min(i, mostReaders)})
	}
	return out
}

// secondarySlots of the second region, which has no writer.
func secondarySlots(instances int) []slot {
	out := make([]slot, instances)
	for i := range out {
		out[i] = slot{name: partSecondary + "-" + partReader + "-" + strconv.Itoa(i+1), tier: min(i, mostReaders)}
	}
	return out
}

// snapshotName is the longest name of a cluster snapshot (RDS API,
// DeleteDBCluster, FinalDBSnapshotIdentifier).
const snapshotName naming.Limit = 255

// finalSnapshot names the snapshot that a deletion leaves. It must differ from one
// life of the cluster to the next, or the second deletion fails because the first
// one's snapshot is there. Nothing of the cluster can be in its own arguments, and
// a random name would show as a difference in every preview; so the name is drawn
// from what was made for this life of the cluster (its security group's id, which
// AWS never gives twice) and from every argument whose change replaces it (the key,
// the subnet group, the name of the database).
func finalSnapshot(clusterID string, life ...string) string {
	sum := sha256.Sum256([]byte(strings.Join(life, "\n")))
	return naming.Fit(snapshotName, clusterID+"-final-"+hex.EncodeToString(sum[:])[:12])
}

// window of reader scaling, in seconds: how long it waits after it added or took
// away a reader, which takes a while to be of use (the default of RDS).
const scalingCooldown = 300
