package identity

import (
	"maps"
	"slices"
	"strings"

	"github.com/covetpy/platform/policy/rule"
)

var administrator = rule.Rule{
	ID:    "identity-administrator",
	Title: "No administrator policy of AWS is attached",
	Why: "AdministratorAccess is Action * behind a name, PowerUserAccess is all of it but IAM, and " +
		"IAMFullAccess can give itself the rest. No rule about documents sees them: the document is AWS's.",
	Fix: "Attach a policy with the actions that are called. People who administer the account do so through " +
		"the organisation's access portal, not through a role of this stack.",
	Severity: rule.Critical,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    slices.Sorted(maps.Keys(attachments)),
	Controls: leastPrivilege(rule.FSBP.ID("IAM.1"), rule.CISAWS.ID("1.15")),
	Since:    since,
	Check: func(r *rule.Resource, rep *rule.Report) {
		failPolicies(r, rep, administers, "%s is attached: it can do nearly everything, or give itself the rest")
	},
}

// administers is true for the policies with which one owns an account.
// AdministratorAccess has variants for Amplify and Elastic Beanstalk that are as
// wide.
func administers(name string) bool {
	return strings.HasPrefix(name, "AdministratorAccess") || name == "PowerUserAccess" || name == "IAMFullAccess"
}
