package network

import "github.com/covetpy/platform/policy/rule"

var grafanaAccess = rule.Rule{
	ID:       "network-grafana-access",
	Title:    "Grafana workspaces are reached from named networks alone",
	Why:      "Without network access control the login page of the workspace, and its API, stand open to the internet.",
	Fix:      "Set networkAccessControl with prefixListIds, vpceIds, or both.",
	Severity: rule.Medium,
	Levels:   rule.Levels{Dev: rule.Advisory, Staging: rule.Mandatory, Prod: rule.Mandatory},
	Types:    []string{"aws:grafana/workspace:Workspace"},
	Controls: exposure(),
	Since:    "0.3.0",
	Check: func(r *rule.Resource, rep *rule.Report) {
		control := r.At("networkAccessControl")
		named := rule.No
		for _, path := range []string{"prefixListIds", "vpceIds"} {
			for _, item := range control.At(path).Items() {
				named = rule.Or(named, item.Present())
			}
		}
		rep.Require(named, control, "the workspace is reached from anywhere")
	},
}
