package operations

import (
	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/policy/rule/want"
)

var autoscalingTemplate = rule.Rule{
	ID:    "operations-autoscaling-template",
	Title: "Autoscaling groups launch from templates",
	Why: "Launch configurations have no versions and know nothing that EC2 has learnt since 2023; new accounts " +
		"can't make them any more.",
	Fix:      "Replace launchConfiguration by launchTemplate or mixedInstancesPolicy.",
	Severity: rule.Medium,
	Levels:   rule.Levels{Dev: rule.Advisory, Staging: rule.Mandatory, Prod: rule.Mandatory},
	Types:    []string{autoscalingGroup},
	Controls: available(rule.FSBP.IDs("AutoScaling.9")...),
	Since:    "0.3.0",
	Check:    want.NotGiven("launchConfiguration", "the group launches from a launch configuration"),
}
