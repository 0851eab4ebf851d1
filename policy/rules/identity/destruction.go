package identity

import (
	"slices"
	"strings"

	"github.com/covetpy/platform/policy/iam"
	"github.com/covetpy/platform/policy/rule"
)

var destruction = rule.Rule{
	ID:    "identity-destruction",
	Title: "No policy deletes or stops all resources of a kind",
	Why: "TerminateInstances on instance/*, DeleteTable on table/* or ScheduleKeyDeletion on key/* lets one " +
		"leaked credential, or one mistake in a script, end everything of that kind, what other applications " +
		"made included. Backups bring data back, not the hours without it.",
	Fix: "Name the resources, or hold the statement to those that the role itself made, by their tags " +
		"(aws:ResourceTag).",
	Severity: rule.High,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    typesWith(permissions),
	Controls: leastPrivilege(),
	Since:    "0.3.0",
	Check: func(r *rule.Resource, rep *rule.Report) {
		failOnAll(r, rep, destroys, "%s ends (%s) all of %s")
	},
}

// endings begin the names of actions that end something which somebody relies on.
var endings = []string{"delete", "terminate", "purge", "schedulekeydeletion", "disablekey", "stop", "release", "deregister"}

// destroys is true for an action that ends a resource and can be held to some.
func destroys(action string) bool {
	_, name, _ := strings.Cut(strings.ToLower(action), ":")
	return iam.SupportsResources(action) == rule.Yes && iam.LevelOf(action) == iam.Write &&
		slices.ContainsFunc(endings, func(e string) bool { return strings.HasPrefix(name, e) })
}
