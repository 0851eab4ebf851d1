package identity

import (
	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/policy/rule/want"
)

var eksCreator = rule.Rule{
	ID:    "identity-eks-creator",
	Title: "Whoever makes an EKS cluster does not become its administrator by that",
	Why: "The role that ran the deployment, often a pipeline's, is otherwise cluster administrator for ever, and no " +
		"access entry of the program says so. Unset means that it is.",
	Fix:      "Set accessConfig.bootstrapClusterCreatorAdminPermissions to false and write access entries.",
	Severity: rule.Medium,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    []string{eksClusterType},
	Controls: leastPrivilege(rule.CISEKS.IDs("4.1.1")...),
	Since:    "0.3.0",
	Check:    want.SaidFalse("accessConfig.bootstrapClusterCreatorAdminPermissions", "the creator becomes administrator"),
}
