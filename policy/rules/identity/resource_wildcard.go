package identity

import (
	"slices"
	"strings"

	"github.com/covetpy/platform/policy/iam"
	"github.com/covetpy/platform/policy/rule"
)

var resourceWildcard = rule.Rule{
	ID:    "identity-resource-wildcard",
	Title: "No policy allows on every resource what can be held to some",
	Why: "An action on * is allowed on what others own, and on all that will ever be made: a queue of another " +
		"team, a table of another application. AWS's own list says which actions take no resource, and for " +
		"those * is the only thing that works; listing and describing is not counted. Conditions on the " +
		"resource's tags, or on the tags of what is made, name the resources as well as an ARN does.",
	Fix: "Name the ARNs, or add a condition that says which resources are meant (aws:ResourceTag, " +
		"kms:ResourceAliases, aws:RequestTag for what is made).",
	Severity: rule.High,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    typesWith(permissions),
	Controls: leastPrivilege(),
	Since:    "0.3.0",
	Check: func(r *rule.Resource, rep *rule.Report) {
		eachAllow(r, rep, permissions, func(p place, label string, s iam.Statement) {
			at := slices.IndexFunc(s.Resources, iam.EveryResource)
			if at < 0 || s.Pins(begins(resourceKeys, requestKeys)) {
				return
			}
			if actions := allowed(s, restrictable); len(actions) > 0 {
				rep.Fail(p.at, "%s allows %s on %s, although they can be held to resources", label, first(actions), s.Resources[at])
			}
		})
	},
}

// restrictable is true for an action that takes resources and does more than to
// list what there is. Describe counts as that, whatever AWS's level for it.
func restrictable(action string) bool {
	_, name, _ := strings.Cut(action, ":")
	return iam.SupportsResources(action) == rule.Yes && iam.LevelOf(action) != iam.List &&
		!strings.HasPrefix(strings.ToLower(name), "describe")
}
