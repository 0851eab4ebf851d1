package recovery

import (
	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/policy/rule/want"
)

var eksDeletion = rule.Rule{
	ID:    "recovery-eks-deletion",
	Title: "EKS clusters can't be deleted by accident",
	Why: "With the cluster go all its workloads and the objects that say how they run. Bringing it back takes the " +
		"backup and the better part of an hour.",
	Fix: "Set deletionProtection to true. To take an environment down on purpose, lower this rule's level " +
		"for the deployment that takes the protection off.",
	Severity: rule.Medium,
	Levels:   rule.Levels{Dev: rule.Disabled, Staging: rule.Mandatory, Prod: rule.Mandatory},
	Types:    []string{"aws:eks/cluster:Cluster"},
	Controls: restorable(),
	Since:    "0.3.0",
	Check:    want.True("deletionProtection", "the cluster can be deleted"),
}
