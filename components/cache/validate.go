package cache

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/covetpy/platform/infra/fault"
	"github.com/covetpy/platform/infra/loggroup"
	"github.com/covetpy/platform/infra/window"
)

// Limits of ElastiCache (API reference, CreateReplicationGroup and
// CreateServerlessCache; user guide, "Quotas").
const (
	mostNodes        = 6
	mostReplicas     = 5
	mostShards       = 500
	mostClusterNodes = 500
	mostStorageGB    = 5000
	leastECPU        = 1000
	mostECPU         = 15_000_000
	mostSnapshotDays = 35
	shortestWindow   = time.Hour
)

var (
	// nameForm is what ElastiCache takes as a part of an id: no dash at the end and
	// no two in a row.
	nameForm     = regexp.MustCompile(`^[a-z][a-z0-9]*(-[a-z0-9]+)*$`)
	nodeTypeForm = regexp.MustCompile(`^cache\.[a-z][a-z0-9]*\.[a-z0-9]+$`)
	snapshotForm = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9.-]*$`)
)

// Validate returns every fault of the arguments. It looks at plain values alone,
// so it needs no context and registers nothing.
func (a *Args) Validate() fault.Faults {
	var c fault.Check
	a.checkPlace(&c)
	c.Require(nameForm.MatchString(a.Name), "name", fault.Written(a.Name), "lower-case letters, digits and single dashes, beginning with a letter: sessions")
	a.checkPeers(&c)
	a.checkUses(&c)
	a.checkEngine(&c)
	a.checkEviction(&c)
	a.checkShape(&c)
	a.checkZones(&c)
	a.checkSnapshots(&c)
	a.checkMaintenance(&c)
	a.checkLogs(&c)
	return c.Faults()
}

func (a *Args) checkPlace(c *fault.Check) {
	c.Join("names", a.Names.Faults())
	c.Join("where", a.Where.Faults())
}

func (a *Args) checkPeers(c *fault.Check) {
	for i, peer := range a.Peers {
		path := fmt.Sprintf("peers[%d].name", i)
		c.Require(nameForm.MatchString(peer.Name), path, fault.Written(peer.Name), "lower-case letters, digits and single dashes: nodes")
		first := slices.IndexFunc(a.Peers, func(p Peer) bool { return p.Name == peer.Name })
		c.Require(first == i, path, peer.Name, "each peer once")
	}
}

func (a *Args) checkUses(c *fault.Check) {
	c.Require(len(a.Uses) > 0, "uses", nil, "at least one of "+list(uses()))
	for i, use := range a.Uses {
		path := fmt.Sprintf("uses[%d]", i)
		c.Require(slices.Contains(uses(), use), path, fault.Written(use), list(uses()))
		c.Require(slices.Index(a.Uses, use) == i, path, use, "each use once")
	}
}

func uses() []Use { return []Use{Caching, Sessions} }

func (a *Args) checkEngine(c *fault.Check) {
	engines := []Engine{Valkey, Redis}
	if !slices.Contains(engines, a.Engine) {
		c.Add("engine", fault.Written(a.Engine), list(engines))
		return
	}
	known := Versions(a.Engine)
	c.Require(slices.Contains(known, a.Version), "version", fault.Written(a.Version),
		fmt.Sprintf("%s (of %s; users authenticate by IAM, which needs at least %s)", list(known), a.Engine, known[0]))
	if a.Serverless != nil {
		c.Require(a.MinorUpgrades, "minorUpgrades", a.MinorUpgrades, "true, as a serverless cache takes minor versions by itself")
	}
}

func evictions() []Eviction {
	return []Eviction{NoEviction, AllKeysLRU, AllKeysLFU, AllKeysRandom, VolatileLRU, VolatileLFU, VolatileRandom, VolatileTTL}
}

// checkEviction holds sessions to a policy that drops none. The volatile
// policies are no way out: sessions have a time to live.
func (a *Args) checkEviction(c *fault.Check) {
	if a.Serverless != nil {
		c.Require(a.Eviction == "" || a.Eviction == VolatileLRU, "eviction", a.Eviction,
			"volatile-lru, or nothing: a serverless cache has no other policy")
		c.Require(!a.holdsSessions(), "serverless", "a serverless cache for sessions",
			"nodes or shards with eviction: noeviction, as a full serverless cache drops keys that have a time to live, "+
				"which sessions have; or sessions in a cache of their own")
		return
	}
	if !slices.Contains(evictions(), a.Eviction) {
		c.Add("eviction", fault.Written(a.Eviction), list(evictions()))
		return
	}
	c.Require(!a.holdsSessions() || a.Eviction == NoEviction, "eviction", a.Eviction,
		"noeviction, as a dropped session logs its user out (and each session has a time to live, by which the volatile policies choose); "+
			"or sessions in a cache of their own")
}

func (a *Args) checkSnapshots(c *fault.Check) {
	s := a.Snapshots
	least, why := 0, "none"
	if a.holdsSessions() {
		least, why = 1, "sessions need at least 1"
	}
	c.Require(s.RetentionDays >= least && s.RetentionDays <= mostSnapshotDays, "snapshots.retentionDays", s.RetentionDays,
		fmt.Sprintf("%d to %d days (0: no snapshots; %s)", least, mostSnapshotDays, why))
	c.Require(s.RestoreFrom == "" || snapshotForm.MatchString(s.RestoreFrom), "snapshots.restoreFrom", s.RestoreFrom,
		"the name of a snapshot, automatic.covetpy-prod-sessions-2026-11-23-02-00")
	if s.RetentionDays == 0 {
		c.Require(s.Window == "", "snapshots.window", s.Window, "nothing, as no snapshots are taken")
		return
	}
	checkWindow(c, "snapshots.window", s.Window, window.Daily, "02:00-03:00")
}

func (a *Args) checkMaintenance(c *fault.Check) {
	if a.Serverless != nil {
		c.Require(a.MaintenanceWindow == "", "maintenanceWindow", a.MaintenanceWindow, "nothing, as a serverless cache has none")
		return
	}
	maintenance, ok := checkWindow(c, "maintenanceWindow", a.MaintenanceWindow, window.Weekly, "sun:04:00-sun:05:00")
	snapshots, err := window.Daily(a.Snapshots.Window)
	if ok && err == nil {
		c.Require(!maintenance.Overlaps(snapshots), "maintenanceWindow", maintenance,
			fmt.Sprintf("a window apart from snapshots.window (%s), which is open every day", snapshots))
	}
}

// checkWindow reads a window of at least an hour.
func checkWindow(c *fault.Check, path, text string, read func(string) (window.Window, error), example string) (window.Window, bool) {
	w, err := read(text)
	if err != nil || w.Length() < shortestWindow {
		c.Add(path, fault.Written(text), "a window of at least an hour, in UTC: "+example)
		return w, false
	}
	return w, true
}

func (a *Args) checkLogs(c *fault.Check) {
	if a.Serverless != nil {
		c.Require(a.LogRetentionDays == 0, "logs.retentionDays", a.LogRetentionDays, "nothing, as a serverless cache delivers no logs")
		return
	}
	c.Require(slices.Contains(loggroup.Retentions(), a.LogRetentionDays), "logs.retentionDays", a.LogRetentionDays,
		list(loggroup.Retentions()))
}

// list is values as a person would list them: "valkey, redis".
func list[T any](values []T) string {
	texts := make([]string, len(values))
	for i, v := range values {
		texts[i] = fmt.Sprint(v)
	}
	return strings.Join(texts, ", ")
}
