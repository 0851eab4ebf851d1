package kubernetes

import (
	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/policy/rule/want"
)

var nodePoolLimits = rule.Rule{
	ID:    "kubernetes-node-pool-limits",
	Title: "A Karpenter pool has an end",
	Why: "Karpenter makes a node for every pod that waits. A loop that makes pods, or somebody who may make some, buys " +
		"machines until the account's quota is gone, and then nothing else gets any.",
	Fix:      "Set spec.limits.cpu and spec.limits.memory to the most that the pool may ever be.",
	Severity: rule.Medium,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    []string{nodePool},
	Controls: available(),
	Since:    since,
	Check: want.All(
		want.Given("spec.limits.cpu", "the pool may have any number of processors"),
		want.Given("spec.limits.memory", "the pool may have any amount of memory"),
	),
}
