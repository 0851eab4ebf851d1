package network

import (
	"slices"
	"strings"

	"github.com/covetpy/platform/policy/reach"
	"github.com/covetpy/platform/policy/rule"
)

const autoscalingType = "aws:autoscaling/group:Group"

// nodeThings is what runs a cluster's pods: node groups, and groups of machines
// that join a cluster by themselves. A Fargate profile has addresses only while
// pods run, and AWS refuses it public subnets.
func nodeThings(s *rule.Stack) []*reach.Thing {
	g := reach.Of(s)
	return slices.Concat(g.Things(reach.Nodes), slices.DeleteFunc(slices.Clone(g.Things(reach.Machine)), func(t *reach.Thing) bool {
		return t.Resource.Type != autoscalingType || !joinsCluster(t.Resource)
	}))
}

// joinsCluster says whether machines carry the tag without which a cluster does
// not take them.
func joinsCluster(fleet *rule.Resource) bool {
	return slices.ContainsFunc(fleet.At("tags").Items(), func(tag rule.Value) bool {
		key, _ := tag.At("key").Text()
		return strings.HasPrefix(key, "kubernetes.io/cluster/")
	})
}
