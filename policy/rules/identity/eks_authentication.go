package identity

import (
	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/policy/rule/want"
)

const eksClusterType = "aws:eks/cluster:Cluster"

var eksAuthentication = rule.Rule{
	ID:    "identity-eks-authentication",
	Title: "EKS clusters know people and roles by access entries alone",
	Why: "The older way is a config map (aws-auth) in the cluster: whoever may edit it becomes administrator, AWS's " +
		"records don't show it, and a mistake in it locks everyone out. Unset means the config map.",
	Fix:      "Set accessConfig.authenticationMode to API. It can't be taken back.",
	Severity: rule.Medium,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    []string{eksClusterType},
	Controls: leastPrivilege(append(rule.CISEKS.IDs("4.1.7", "5.5.1"), rule.NIST.IDs("AC-2")...)...),
	Since:    "0.3.0",
	Check:    want.OneOf("accessConfig.authenticationMode", "the config map aws-auth lets people in", "API"),
}
