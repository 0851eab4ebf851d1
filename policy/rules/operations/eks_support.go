package operations

import (
	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/policy/rule/want"
)

var eksSupport = rule.Rule{
	ID:    "operations-eks-support",
	Title: "EKS clusters don't slide into extended support",
	Why: "At the end of standard support a cluster is kept on its version for six times the price unless its " +
		"policy says STANDARD, which has EKS upgrade it instead. Unset means the price.",
	Fix:      "Set upgradePolicy.supportType to STANDARD.",
	Severity: rule.Low,
	Levels:   rule.Everywhere(rule.Advisory),
	Types:    []string{eksClusterType},
	Controls: accounted(),
	Since:    since,
	Check:    want.OneOf("upgradePolicy.supportType", "extended support is bought unasked", "STANDARD"),
}
