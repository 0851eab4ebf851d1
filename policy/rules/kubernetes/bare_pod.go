package kubernetes

import "github.com/covetpy/platform/policy/rule"

var barePod = rule.Rule{
	ID:    "kubernetes-bare-pod",
	Title: "Every pod has something that makes it again",
	Why: "A Pod by itself is gone with its node: nothing starts it elsewhere, and an update has to delete it before it " +
		"can make the new one.",
	Fix:      "Write a Deployment, a StatefulSet or a DaemonSet, or a Job for what runs once.",
	Severity: rule.Medium,
	Levels:   rule.Levels{Dev: rule.Advisory, Staging: rule.Mandatory, Prod: rule.Mandatory},
	Types:    []string{"kubernetes:core/v1:Pod"},
	Controls: available(),
	Since:    since,
	Check: func(r *rule.Resource, rep *rule.Report) {
		at := r.At("metadata.ownerReferences")
		owned := []rule.Truth{rule.No}
		for _, owner := range at.Items() {
			owned = append(owned, owner.At("controller").IsTrue())
		}
		rep.Require(rule.Or(owned...), at, "nothing makes the pod again when its node is gone")
	},
}
