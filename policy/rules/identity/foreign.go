package identity

import (
	"slices"
	"strings"

	"github.com/covetpy/platform/policy/iam"
	"github.com/covetpy/platform/policy/rule"
)

// The settings of the rules about other accounts.
const (
	accountsSetting      = "accounts"
	organizationsSetting = "organizations"
)

// strangersSettings are what a team says about whom it knows.
func strangersSettings() []rule.Setting {
	return []rule.Setting{
		{Name: accountsSetting, Doc: "Other accounts that may be let in, by their ids.", Texts: rule.Same([]string{})},
		{Name: organizationsSetting, Doc: "Organisations that may be let in, by their ids (o-...).", Texts: rule.Same([]string{})},
	}
}

// stranger is whom a statement lets in from outside of the account.
type stranger struct {
	name    string // an account or an organisation
	unknown bool   // it may be the account itself, which is not known
}

// known is No for a stranger, and Unknown where it may be no stranger.
func (s stranger) known() rule.Truth {
	if s.unknown {
		return rule.Unknown
	}
	return rule.No
}

// ownAccount says whether an account is the environment's own.
func ownAccount(rep *rule.Report, account string) rule.Truth {
	own, known := rep.Account()
	if known != rule.Yes {
		return known
	}
	return rule.Of(account == own)
}

// strangers lists whom a statement lets in that is neither the account itself nor
// one that the settings name.
func strangers(rep *rule.Report, s iam.Statement) []stranger {
	return outside(s, func(owners []string) []stranger { return foreign(rep, owners) })
}

// outside lists whom a statement lets in, of those that keep leaves over: named as
// its principals, or by its conditions, where the principals are everyone or a
// service that comes on somebody's behalf.
func outside(s iam.Statement, keep func(owners []string) []stranger) []stranger {
	if s.Principal == nil {
		return nil
	}
	var out []stranger
	if s.Principal.Everyone || len(s.Principal.Service) > 0 {
		out = conditionally(s, keep)
	}
	if s.Principal.Everyone {
		return out // the list can't add to that
	}
	// Canonical ids are of accounts, but do not say of which.
	return append(out, keep(slices.Concat(s.Principal.Accounts(), s.Principal.Canonical))...)
}

// conditionally is for a statement that lets in whoever meets its conditions. One
// condition that holds it to known accounts is enough, as all have to be met. Where
// no condition says who, other rules object.
func conditionally(s iam.Statement, keep func(owners []string) []stranger) []stranger {
	var least []stranger
	found := false
	for _, c := range s.Conditions {
		owners, ok := ownersIn(c)
		if !ok || !iam.Narrows(c, iam.Callers) {
			continue
		}
		these := keep(owners)
		if len(these) == 0 {
			return nil
		}
		if !found {
			least, found = these, true
		}
	}
	return least
}

// ownersIn lists the accounts and organisations that a condition on the caller
// names; false for one whose key says nothing of them, such as a VPC endpoint.
func ownersIn(c iam.Condition) ([]string, bool) {
	var out []string
	switch strings.ToLower(c.Key) {
	case "aws:principalaccount", "aws:sourceaccount", "aws:sourceowner", "kms:calleraccount":
		out = c.Values
	case "aws:principalarn", "aws:sourcearn":
		for _, v := range c.Values {
			if account := iam.AccountOf(v); account != "" {
				out = append(out, account) // a bucket's ARN has none
			}
		}
	case "aws:principalorgid", "aws:principalorgpaths", "aws:sourceorgid", "aws:sourceorgpaths":
		for _, v := range c.Values {
			organization, _, _ := strings.Cut(v, "/")
			out = append(out, organization)
		}
	default:
		return nil, false
	}
	return out, true
}

// foreign keeps of some owners those that are not known. AWS's own, such as
// CloudFront's, are named by a word instead of an id.
func foreign(rep *rule.Report, owners []string) []stranger {
	return notAmong(rep, owners, slices.Concat(rep.Texts(accountsSetting), rep.Texts(organizationsSetting)))
}

// notAmong keeps of some owners those that are neither the account itself nor
// accepted.
func notAmong(rep *rule.Report, owners, accepted []string) []stranger {
	own, known := rep.Account()
	var out []stranger
	for _, owner := range owners {
		if owner == "aws" || owner == "cloudfront" || owner == own || slices.Contains(accepted, owner) {
			continue
		}
		isAccount := len((&iam.Principals{AWS: []string{owner}}).Accounts()) > 0
		out = append(out, stranger{name: owner, unknown: known != rule.Yes && isAccount})
	}
	return out
}

// failStrangers reports whom the documents of some kinds let in from outside.
func failStrangers(r *rule.Resource, rep *rule.Report, kinds kind, message string) {
	eachAllow(r, rep, kinds, func(p place, label string, s iam.Statement) {
		for _, who := range strangers(rep, s) {
			rep.Require(who.known(), p.at, message, label, who.name)
		}
	})
}
