package operations

import (
	"github.com/covetpy/platform/policy/rule"
)

const launchTemplateType = "aws:ec2/launchTemplate:LaunchTemplate"

var launchTags = rule.Rule{
	ID:    "operations-launch-tags",
	Title: "Launch templates tag what is launched: instances, volumes and network interfaces",
	Why: "The provider's default tags reach the template and nothing that is made from it. Untagged machines and disks " +
		"are nobody's cost, are left behind unnoticed, and are overlooked by whatever selects by tag.",
	Fix:      "Give the template tagSpecifications for each kind in the setting kinds.",
	Severity: rule.Low,
	Levels:   rule.Levels{Dev: rule.Advisory, Staging: rule.Advisory, Prod: rule.Advisory},
	Types:    []string{launchTemplateType},
	Controls: accounted(),
	Settings: []rule.Setting{{
		Name: "kinds", Doc: "What a launch template has to tag, in EC2's words.",
		Texts: rule.Same([]string{"instance", "volume", "network-interface"}),
	}},
	Since: since,
	Check: func(r *rule.Resource, rep *rule.Report) {
		specifications := r.At("tagSpecifications")
		for _, kind := range rep.Texts("kinds") {
			tagged := []rule.Truth{rule.And(specifications.Present(), rule.Unknown)}
			if specifications.Present() != rule.Unknown {
				tagged = []rule.Truth{rule.No}
			}
			for _, item := range specifications.Items() {
				tagged = append(tagged, rule.And(item.At("resourceType").Is(kind), rule.Not(item.At("tags").Blank())))
			}
			rep.Require(rule.Or(tagged...), specifications, "%s gets no tags", kind)
		}
	},
}
