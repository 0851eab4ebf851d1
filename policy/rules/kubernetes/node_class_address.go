package kubernetes

import (
	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/policy/rule/want"
)

var nodeClassAddress = rule.Rule{
	ID:    "kubernetes-node-class-address",
	Title: "Nodes that Karpenter makes have no public address",
	Why: "A node with a public address is one security group away from the internet. Unset is what the subnet says, " +
		"which another subnet with the tag that Karpenter looks for may say otherwise.",
	Fix:      "Set spec.associatePublicIPAddress to false.",
	Severity: rule.High,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    []string{nodeClass},
	Controls: segmented(),
	Since:    since,
	Check:    want.SaidFalse("spec.associatePublicIPAddress", "nodes may get a public address"),
}
