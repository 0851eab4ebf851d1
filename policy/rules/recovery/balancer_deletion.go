package recovery

import (
	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/policy/rule/want"
)

var balancerDeletion = rule.Rule{
	ID:    "recovery-balancer-deletion",
	Title: "Load balancers can't be deleted by accident",
	Why: "A load balancer that is deleted takes the site with it at once, and the one that replaces it has another " +
		"address. What depends on it was told the old one.",
	Fix: "Set enableDeletionProtection to true. To take an environment down on purpose, lower this rule's level " +
		"for the deployment that takes the protection off.",
	Severity: rule.Medium,
	Levels:   rule.Levels{Dev: rule.Disabled, Staging: rule.Mandatory, Prod: rule.Mandatory},
	Types:    []string{"aws:lb/loadBalancer:LoadBalancer"},
	Controls: restorable(rule.FSBP.ID("ELB.6")),
	Since:    "0.3.0",
	Check:    want.True("enableDeletionProtection", "the load balancer can be deleted"),
}
