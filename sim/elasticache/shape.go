package elasticache

import (
	"fmt"
	"strings"

	"github.com/covetpy/platform/sim/kind"
)

// shape is how a replication group is laid out.
type shape struct {
	// at is the position of the release, settings those of the parameter group.
	at       int
	settings settings
	group    string
	// shards have a primary node each; replicas says how many more.
	replicas []int
}

// shapeOf reads the layout from the inputs, or says what ElastiCache does.
func shapeOf(w kind.World, in kind.Values) (shape, error) {
	s := shape{at: position(engine(in), in.Text("engineVersion")), replicas: layout(in)}
	if s.at < 0 {
		return s, kind.Say(badCombination+"Cannot find version %s for %s", in.Text("engineVersion"), engine(in))
	}
	s.group = in.Text("parameterGroupName")
	if s.group == "" {
		s.group = defaultGroup + releases[s.at].family
		if len(s.replicas) > 1 || in.Has("clusterMode") && in.Text("clusterMode") != "disabled" {
			s.group += clusterOn
		}
	}
	var ok bool
	if s.settings, ok = settingsOf(w, s.group); !ok {
		return s, kind.Say("CacheParameterGroupNotFound: CacheParameterGroup %s not found.", s.group)
	}
	return s, nil
}

// layout is the number of replicas of each shard.
func layout(in kind.Values) []int {
	if in.Has("numCacheClusters") {
		return []int{in.Number("numCacheClusters") - 1}
	}
	shards := max(1, in.Number("numNodeGroups"))
	configured := in.Objects("nodeGroupConfigurations[*]")
	replicas := make([]int, max(shards, len(configured)))
	for i := range replicas {
		replicas[i] = in.Number("replicasPerNodeGroup")
		if i < len(configured) && configured[i].Has("replicaCount") {
			replicas[i] = configured[i].Number("replicaCount")
		}
	}
	return replicas
}

// members are the ids of the nodes.
func (s shape) members(id string) []string {
	var all []string
	for i, replicas := range s.replicas {
		for n := range replicas + 1 {
			if s.settings.clustered {
				all = append(all, fmt.Sprintf("%s-%04d-%03d", id, i+1, n+1))
			} else {
				all = append(all, fmt.Sprintf("%s-%03d", id, n+1))
			}
		}
	}
	return all
}

// least is the number of replicas of the shard that has fewest.
func (s shape) least() int {
	least := s.replicas[0]
	for _, n := range s.replicas {
		least = min(least, n)
	}
	return least
}

// clusterMode is what the program says, or what follows from the parameters.
func (s shape) clusterMode(in kind.Values) string {
	if s.settings.clustered {
		return in.Or("clusterMode", "enabled")
	}
	return in.Or("clusterMode", "disabled")
}

// shown is the version as upstream writes it: without the patch from 6 on, and
// 6.x when the program says so.
func (s shape) shown(in kind.Values) string {
	if version := in.Text("engineVersion"); strings.HasSuffix(version, ".x") {
		return version
	}
	return releases[s.at].version
}
