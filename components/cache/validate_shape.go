package cache

import (
	"fmt"
	"strings"

	"github.com/covetpy/platform/infra/fault"
)

// checkShape accepts one of the three shapes, within ElastiCache's limits.
func (a *Args) checkShape(c *fault.Check) {
	var found []string
	if n := a.Nodes; n != nil {
		found = append(found, "nodes")
		c.Join("nodes", n.validate())
	}
	if s := a.Shards; s != nil {
		found = append(found, "shards")
		c.Join("shards", s.validate())
	}
	if s := a.Serverless; s != nil {
		found = append(found, "serverless")
		c.Join("serverless", s.validate())
	}
	const accepted = "one of nodes, shards and serverless"
	switch {
	case len(found) == 0:
		c.Add("nodes", nil, accepted)
	case len(found) > 1:
		c.Add(found[0], strings.Join(found, " and "), accepted+", and null for the others")
	}
}

func (n *Nodes) validate() fault.Faults {
	var c fault.Check
	checkNodeType(&c, n.Type)
	c.Require(n.Count >= 1 && n.Count <= mostNodes, "count", n.Count,
		fmt.Sprintf("1 to %d: a primary and up to %d replicas", mostNodes, mostReplicas))
	return c.Faults()
}

func (s *Shards) validate() fault.Faults {
	var c fault.Check
	checkNodeType(&c, s.Type)
	c.Require(s.Count >= 1 && s.Count <= mostShards, "count", s.Count, fmt.Sprintf("1 to %d", mostShards))
	c.Require(s.Replicas >= 0 && s.Replicas <= mostReplicas, "replicas", s.Replicas, fmt.Sprintf("0 to %d for each shard", mostReplicas))
	if total := s.Count * (s.Replicas + 1); s.Count <= mostShards && s.Replicas <= mostReplicas {
		c.Require(total <= mostClusterNodes, "count", fmt.Sprintf("%d shards of %d nodes, %d in all", s.Count, s.Replicas+1, total),
			fmt.Sprintf("at most %d nodes in all", mostClusterNodes))
	}
	return c.Faults()
}

func (s *Serverless) validate() fault.Faults {
	var c fault.Check
	c.Require(s.MaxStorageGB >= 1 && s.MaxStorageGB <= mostStorageGB, "maxStorageGb", s.MaxStorageGB, fmt.Sprintf("1 to %d GB", mostStorageGB))
	c.Require(s.MaxECPUPerSecond >= leastECPU && s.MaxECPUPerSecond <= mostECPU, "maxEcpuPerSecond", s.MaxECPUPerSecond,
		fmt.Sprintf("%d to %d units a second", leastECPU, mostECPU))
	return c.Faults()
}

// checkNodeType leaves out r6gd, which moves keys to disk: another product, with
// other metrics.
func checkNodeType(c *fault.Check, typ string) {
	if !nodeTypeForm.MatchString(typ) {
		c.Add("type", fault.Written(typ), "a node type, cache.t4g.small")
		return
	}
	c.Require(!strings.HasPrefix(typ, "cache.r6gd."), "type", typ, "a node type that keeps all keys in memory, cache.r7g.large")
}

// checkZones holds the zones to the number of nodes. One node can't be in two
// zones, and several in one zone go together.
func (a *Args) checkZones(c *fault.Check) {
	n := a.perShard()
	switch {
	case a.Serverless != nil:
		c.Require(a.MultiAZ, "multiAz", a.MultiAZ, "true, as a serverless cache is always in several zones")
	case n == 1 && a.MultiAZ:
		c.Add("multiAz", "true with "+count(a), "false, or a replica to fail over to: "+more(a))
	case n > 1 && !a.MultiAZ:
		c.Add("multiAz", "false with "+count(a), "true, as they would all go with their zone; or 1 node")
	}
}

// count is how many nodes hold each key, in words: "1 node for each shard".
func count(a *Args) string {
	text := fmt.Sprintf("%d node", a.perShard())
	if a.perShard() != 1 {
		text += "s"
	}
	if a.Shards != nil {
		text += " for each shard"
	}
	return text
}

// more is the setting that adds a replica.
func more(a *Args) string {
	if a.Shards != nil {
		return "shards.replicas of at least 1"
	}
	return "nodes.count of at least 2"
}
