package encryption

import (
	"slices"
	"strings"

	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/policy/rule/aws"
)

var keyOrigin = rule.Rule{
	ID:    "encryption-key-origin",
	Title: "Data is encrypted with keys of this account, or with keys that are listed",
	Why: "Whoever owns the key decides over the data: another account can switch its key off, schedule it for deletion " +
		"or read along in its own trail, and no rule here looks at its policy. A key of another account in a " +
		"configuration is a slip of the copying hand, or the preparation of a theft.",
	Fix: "Use a key that the stack makes. A key from elsewhere that is meant goes into the setting allowedKeys, by its " +
		"ARN; with any entry, keys of this account that the stack does not make have to be listed as well.",
	Severity: rule.High,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    append(keyUserTypes(), keyTypes...),
	Controls: atRest(),
	Settings: []rule.Setting{{
		Name: "allowedKeys",
		Doc: "Keys that the stack does not make and may be used: ARNs, ids or aliases as they are written. Empty allows " +
			"every key of this account.",
		Texts: rule.Same([]string{}),
	}},
	Since: "0.3.0",
	CheckStack: func(s *rule.Stack, rep *rule.Report) {
		eachKeyUse(s, func(r *rule.Resource, _ class, at rule.Value) {
			key, known := at.Text()
			switch mine := isOfStack(s, r, at); {
			case mine == rule.Yes:
			case known == rule.Unknown:
				rep.On(r).Undecided(at, keyTypes...)
			case strings.TrimSpace(key) == "" || awsManaged(key):
				// The rule of the type has that.
			default:
				judgeOrigin(rep.On(r), at, key, mine)
			}
		})
	},
}

// isOfStack says whether a value is a key of the stack: one that it is made from,
// or one whose ARN AWS itself has put there.
func isOfStack(s *rule.Stack, r *rule.Resource, at rule.Value) rule.Truth {
	answers := []rule.Truth{rule.No}
	for _, key := range s.OfType(keyTypes...) {
		answers = append(answers, pointsAt(r, at, key, "arn", "keyId", "name", "id"))
	}
	return rule.Or(answers...)
}

// judgeOrigin judges a key that is written. It may yet turn out to be the stack's,
// put there by AWS, but not when it is of another account.
func judgeOrigin(rep *rule.Report, at rule.Value, key string, mine rule.Truth) {
	if allowed := rep.Texts("allowedKeys"); len(allowed) > 0 {
		rep.Require(rule.Or(mine, rule.Of(slices.Contains(allowed, key))), at,
			"%s is neither a key of this stack nor listed", at.Quote())
		return
	}
	owner := aws.ParseARN(strings.TrimSpace(key)).Account
	if owner == "" {
		return // an id or an alias, which can only be of this account
	}
	own, known := rep.Account()
	if known == rule.Yes {
		known = rule.Of(owner == own)
	}
	rep.Require(known, at, "%s is a key of account %s, not of this one", at.Quote(), owner)
}
