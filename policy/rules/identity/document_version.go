package identity

import (
	"slices"
	"strings"

	"github.com/covetpy/platform/policy/iam"
	"github.com/covetpy/platform/policy/rule"
)

var documentVersion = rule.Rule{
	ID:    "identity-document-version",
	Title: "Documents with policy variables have the version that reads them",
	Why: "Without Version 2012-10-17, IAM takes ${aws:username} for those very characters. An Allow then " +
		"allows nothing, which is noticed; a Deny denies nothing, which is not.",
	Fix:      "Write \"Version\": \"2012-10-17\" at the top of the document.",
	Severity: rule.Medium,
	Levels:   rule.Levels{Dev: rule.Advisory, Staging: rule.Mandatory, Prod: rule.Mandatory},
	Types:    typesWith(granted),
	Controls: leastPrivilege(),
	Since:    "0.3.0",
	Check: func(r *rule.Resource, rep *rule.Report) {
		for _, p := range places(r) {
			if p.known == rule.Unknown {
				rep.Undecided(p.at)
			}
			if p.doc == nil || p.doc.Version == iam.Version2012 {
				continue
			}
			for i, s := range p.doc.Statements {
				if text := variable(s); text != "" {
					rep.Fail(p.at, "%s has the variable %q, and Version %q takes it for plain text", s.Label(i), text, p.doc.Version)
				}
			}
		}
	},
}

// variable is the first text of a statement in which a policy variable stands.
func variable(s iam.Statement) string {
	texts := slices.Concat(s.Resources, s.NotResources)
	for _, c := range s.Conditions {
		texts = append(texts, c.Values...)
	}
	if at := slices.IndexFunc(texts, func(t string) bool { return strings.Contains(t, "${") }); at >= 0 {
		return texts[at]
	}
	return ""
}
