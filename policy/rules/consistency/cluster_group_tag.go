package consistency

import (
	"strings"

	"github.com/covetpy/platform/policy/rule"
)

const (
	clusterType  = "aws:eks/cluster:Cluster"
	tagType      = "aws:ec2/tag:Tag"
	clusterTag   = "kubernetes.io/cluster/"
	groupMessage = "EKS puts the tag %s on the group that it makes itself, so that this is a second one"
)

var clusterGroupTag = rule.Rule{
	ID:    "consistency-cluster-group-tag",
	Title: "Exactly one security group has a cluster's tag: the one that EKS makes",
	Why: "Controllers find a node's security group by the tag kubernetes.io/cluster/NAME, and EKS puts it on the " +
		"cluster's own group. With a second one the load balancer controller stops registering targets, at the " +
		"next change of any pod.",
	Fix:        "Take the tag off the group.",
	Severity:   rule.Medium,
	Levels:     rule.Everywhere(rule.Mandatory),
	Types:      []string{clusterType, groupType, tagType},
	Controls:   configured(),
	Since:      since,
	CheckStack: checkClusterTags,
}

func checkClusterTags(s *rule.Stack, rep *rule.Report) {
	for _, group := range s.OfType(groupType) {
		tags := group.At("tags")
		if tags.Present() == rule.Unknown {
			rep.On(group).Undecided(tags)
			continue
		}
		for _, tag := range tags.Fields() {
			rep.On(group).Require(rule.Not(clusterNamed(s, tag.Name)), tag.Value, groupMessage, tag.Name)
		}
	}
	for _, tag := range s.OfType(tagType) {
		key := tag.At("key")
		text, known := key.Text()
		for _, group := range s.OfType(groupType) {
			second := rule.And(rule.Refers(tag, "resourceId", group, "id"), clusterNamed(s, text))
			if known == rule.Unknown {
				second = rule.And(known, rule.Refers(tag, "resourceId", group, "id"))
			}
			rep.On(tag).Require(rule.Not(second), key, groupMessage, text)
		}
	}
}

// clusterNamed says whether a tag's key has the name of a cluster of the stack.
func clusterNamed(s *rule.Stack, key string) rule.Truth {
	name, ok := strings.CutPrefix(key, clusterTag)
	if !ok {
		return rule.No
	}
	answers := []rule.Truth{rule.No}
	for _, cluster := range s.OfType(clusterType) {
		answers = append(answers, cluster.At("name").IsName(name))
	}
	return rule.Or(answers...)
}
