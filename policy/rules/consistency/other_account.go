package consistency

import (
	"regexp"
	"slices"

	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/policy/rule/aws"
)

const settingAccounts = "accounts"

var otherAccount = rule.Rule{
	ID:    "consistency-other-account",
	Title: "Nothing names a resource of another account",
	Why: "A key, a topic or a role of another account is out of this one's hands: its owner may withdraw it, and " +
		"data that is sent there is theirs. Most often it was copied from another environment's file. (Policies of " +
		"who may do what name others on purpose and are not searched.)",
	Fix:      "Name the resource of this account, or list the other account in the setting accounts.",
	Severity: rule.High,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    aws.Types(),
	Controls: configured(rule.NIST.IDs("AC-4")...),
	Settings: []rule.Setting{{Name: settingAccounts, Doc: "Ids of other accounts whose resources may be named.", Texts: rule.Same([]string{})}},
	Since:    since,
	// What is not known yet is made by this stack, and so of this account.
	Check: func(r *rule.Resource, rep *rule.Report) {
		own, known := rep.Account()
		for _, leaf := range leaves(r.At("").Sweep()) {
			account := accountOf(leaf)
			if account == "" || slices.Contains(rep.Texts(settingAccounts), account) {
				continue
			}
			rep.Require(rule.And(known, rule.Or(rule.Not(known), rule.Of(account == own))), leaf, "%s is of the account %s", leaf.Quote(), account)
		}
	},
}

// leaves are the values below a value that are neither lists nor objects.
func leaves(v rule.Value) []rule.Value {
	if _, known := v.Text(); known != rule.No {
		return []rule.Value{v}
	}
	var out []rule.Value
	fields := v.Fields()
	for _, f := range fields {
		out = append(out, leaves(f.Value)...)
	}
	if len(fields) > 0 {
		return out
	}
	for _, item := range v.Items() {
		if item.Path() != v.Path() { // an empty object is a list of itself
			out = append(out, leaves(item)...)
		}
	}
	return out
}

var accountID = regexp.MustCompile(`^\d{12}$`)

// accountOf is the account in an ARN; empty for what is none, and for what no
// customer owns.
func accountOf(v rule.Value) string {
	text, _ := v.Text()
	account := aws.ParseARN(text).Account
	if !accountID.MatchString(account) {
		return ""
	}
	return account
}
