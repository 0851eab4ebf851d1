package kubernetes

import (
	"github.com/covetpy/platform/policy/kube"
	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/policy/rule/want"
)

var rootGroup = rule.Rule{
	ID:    "kubernetes-root-group",
	Title: "No pod is in group 0, by its own group or by one beside it",
	Why: "Group 0 is root's: files that root shares with its group, on volumes and in images made for any user, are " +
		"open to its members though they run as somebody else.",
	Fix:      "Give runAsGroup, fsGroup and supplementalGroups another number, or leave them out.",
	Severity: rule.Medium,
	Levels:   rule.Levels{Dev: rule.Advisory, Staging: rule.Mandatory, Prod: rule.Mandatory},
	Types:    kube.Workloads(),
	Controls: confined(),
	Since:    since,
	Check: pods(func(p kube.Pod, rep *rule.Report) {
		pods := p.Spec.At("securityContext")
		groups := append([]rule.Value{pods.At("fsGroup")}, pods.At("supplementalGroups").Items()...)
		for _, c := range p.Contexts() {
			groups = append(groups, c.At("runAsGroup"))
		}
		for _, at := range groups {
			want.Value(rep, at, "the group is root's", rule.Or(p.OwnUsers(), rule.Not(isZero(at))))
		}
	}),
}
