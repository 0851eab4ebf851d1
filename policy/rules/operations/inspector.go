package operations

import "github.com/covetpy/platform/policy/rule"

const settingResources = "resources"

var inspector = rule.Rule{
	ID:       "operations-inspector",
	Title:    "Inspector looks at instances and images",
	Why:      "New flaws are found in what already runs. Inspector looks only at the kinds of resources that it is switched on for.",
	Fix:      "List the kinds of the setting resources in resourceTypes.",
	Severity: rule.Medium,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    []string{"aws:inspector2/enabler:Enabler"},
	Controls: supported(append(rule.FSBP.IDs("Inspector.1", "Inspector.2"), rule.CISEKS.IDs("5.1.1")...)...),
	Settings: []rule.Setting{{
		Name: settingResources, Doc: "Kinds of resources that Inspector looks at; LAMBDA and LAMBDA_CODE where there are functions.",
		Texts: rule.Same([]string{"EC2", "ECR"}),
	}},
	Since: since,
	Check: func(r *rule.Resource, rep *rule.Report) {
		kinds := r.At("resourceTypes")
		for _, kind := range rep.Texts(settingResources) {
			rep.Require(kinds.Contains(kind), kinds, "Inspector does not look at %s", kind)
		}
	},
}
