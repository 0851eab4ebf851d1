package operations

import (
	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/policy/rule/want"
)

var nodeRepair = rule.Rule{
	ID:    "operations-node-repair",
	Title: "EKS replaces nodes that stay unhealthy",
	Why: "A node whose kubelet, network or disk is broken stays in the cluster, not ready or worse, ready: pods wait on " +
		"it and the group's size counts it, until somebody notices at night. Unset, EKS leaves it there.",
	Fix:      "Set nodeRepairConfig.enabled to true.",
	Severity: rule.Low,
	Levels:   rule.Levels{Dev: rule.Advisory, Staging: rule.Advisory, Prod: rule.Advisory},
	Types:    []string{nodeGroupType},
	Controls: available(),
	Since:    since,
	Check:    want.True("nodeRepairConfig.enabled", "broken nodes stay"),
}
