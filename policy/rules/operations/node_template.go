package operations

import "github.com/covetpy/platform/policy/rule"

var nodeTemplate = rule.Rule{
	ID:    "operations-node-template",
	Title: "Nodes start from a launch template of the program",
	Why: "Without one EKS makes a template itself, out of sight of every rule about templates: disks with AWS's own " +
		"key or none, and instance metadata that every pod reaches.",
	Fix:      "Set launchTemplate.id and launchTemplate.version.",
	Severity: rule.High,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    []string{nodeGroupType},
	Controls: supported(rule.NIST.IDs("CM-6")...),
	Since:    since,
	Check: func(r *rule.Resource, rep *rule.Report) {
		template := r.At("launchTemplate")
		named := rule.Or(rule.Not(template.At("id").Blank()), rule.Not(template.At("name").Blank()))
		rep.Require(named, template, "EKS makes the nodes' launch template itself")
	},
}
