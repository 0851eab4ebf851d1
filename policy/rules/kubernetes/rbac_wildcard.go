package kubernetes

import (
	"strings"

	"github.com/covetpy/platform/policy/rule"
)

var rbacWildcard = rule.Rule{
	ID:    "kubernetes-rbac-wildcard",
	Title: "No role has a wildcard among its verbs, resources, groups or paths",
	Why: "A star grows by itself: it takes in kinds and subresources that are installed next year, and verbs such as " +
		"escalate and impersonate that nobody thought of.",
	Fix:      "List the API groups, resources and verbs that are called, and the paths in nonResourceURLs, which may end in a star.",
	Severity: rule.Critical,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    roles(),
	Controls: entitled(rule.CISEKS.IDs("4.1.3")...),
	Since:    since,
	Check:    checkRBACWildcard,
}

func checkRBACWildcard(r *rule.Resource, rep *rule.Report) {
	for _, of := range r.At("rules").Items() {
		for _, field := range []string{"apiGroups", "resources", "verbs", "nonResourceURLs"} {
			for _, item := range of.At(field).Items() {
				text, known := item.Text()
				if known == rule.Unknown {
					rep.Undecided(item)
				}
				rep.Require(rule.Of(!unbounded(text)), item, "%s stands for more than is written", item.Quote())
			}
		}
	}
}

// unbounded is true for a star that is not the end of a path such as /healthz/*.
func unbounded(text string) bool {
	path := len(text) > len("/*") && strings.HasPrefix(text, "/")
	return strings.Contains(text, "*") && !path
}
