package identity

import (
	"regexp"
	"slices"

	"github.com/covetpy/platform/policy/rule"
)

var accountID = regexp.MustCompile(`^\d{12}$`)

// knownAccount says whether a value is the id of the environment's own account or
// of one in the rule's setting accounts.
func knownAccount(rep *rule.Report, at rule.Value) rule.Truth {
	id, known := at.Text()
	if known != rule.Yes {
		return known
	}
	return knownID(rep, id)
}

func knownID(rep *rule.Report, id string) rule.Truth {
	if slices.Contains(rep.Texts("accounts"), id) {
		return rule.Yes
	}
	own, known := rep.Account()
	if known == rule.Unknown && accountID.MatchString(id) {
		return rule.Unknown // it may be the environment's own
	}
	return rule.Of(id == own)
}
