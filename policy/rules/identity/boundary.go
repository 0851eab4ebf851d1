package identity

import (
	"strings"

	"github.com/covetpy/platform/policy/rule"
)

var boundary = rule.Rule{
	ID:    "identity-boundary",
	Title: "Roles of a path that asks for it have a permissions boundary",
	Why: "Where teams or pipelines make roles of their own below a path, the boundary is what keeps each of " +
		"them from being an administrator. A role of the path without one has whatever its policies say.",
	Fix:      "Set permissionsBoundary to the ARN of the boundary that was written for the path.",
	Severity: rule.Medium,
	Levels:   rule.Levels{Dev: rule.Advisory, Staging: rule.Mandatory, Prod: rule.Mandatory},
	Types:    []string{roleType},
	Controls: leastPrivilege(),
	Settings: []rule.Setting{{
		Name: boundaryPathsSetting, Doc: "Beginnings of paths (\"/teams/\") of which every role needs a permissions boundary.",
		Texts: rule.Same([]string{}),
	}},
	Since: "0.3.0",
	Check: func(r *rule.Resource, rep *rule.Report) {
		asked := []rule.Truth{rule.No}
		for _, prefix := range rep.Texts(boundaryPathsSetting) {
			path, known := r.At("path").Text()
			if known == rule.No {
				path, known = "/", rule.Yes
			}
			if known == rule.Yes {
				known = rule.Of(strings.HasPrefix(path, prefix))
			}
			asked = append(asked, known)
		}
		at := r.At("permissionsBoundary")
		rep.Require(rule.Or(rule.Not(rule.Or(asked...)), rule.Not(at.Blank())), at, "the role's path asks for a boundary, and it has none")
	},
}

const boundaryPathsSetting = "boundaryPaths"
