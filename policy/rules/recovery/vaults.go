package recovery

import (
	"slices"
	"strings"

	"github.com/covetpy/platform/policy/iam"
	"github.com/covetpy/platform/policy/rule"
)

const (
	vaultType       = "aws:backup/vault:Vault"
	vaultLockType   = "aws:backup/vaultLockConfiguration:VaultLockConfiguration"
	vaultPolicyType = "aws:backup/vaultPolicy:VaultPolicy"
)

// ofVault says whether a lock or a policy is a vault's.
func ofVault(r, vault *rule.Resource) rule.Truth {
	return rule.Refers(r, "backupVaultName", vault, "name", "id")
}

// losing are the actions by which a recovery point is lost before its time.
var losing = []string{"backup:deleterecoverypoint", "backup:updaterecoverypointlifecycle"}

// keeps says whether a vault's policy denies everyone the loss of what the vault
// holds.
func keeps(policy rule.Value) rule.Truth {
	text, known := policy.JSON()
	if known != rule.Yes {
		return known
	}
	doc, err := iam.Parse(text)
	if err != nil {
		return rule.No
	}
	for _, action := range losing {
		if !slices.ContainsFunc(doc.Statements, func(s iam.Statement) bool { return deniesEveryone(s, action) }) {
			return rule.No
		}
	}
	return rule.Yes
}

// deniesEveryone says whether a statement denies an action on everything to
// everyone, or to everyone but those whom it names: a way to break the glass.
func deniesEveryone(s iam.Statement, action string) bool {
	everyone := s.NotPrincipal != nil || s.Principal != nil && s.Principal.Everyone
	matches := func(pattern string) bool { return iam.CompileAction(pattern).Match(action) == rule.Yes }
	denied := slices.ContainsFunc(s.Actions, matches) || len(s.NotActions) > 0 && !slices.ContainsFunc(s.NotActions, matches)
	return s.Effect == iam.Deny && everyone && denied && slices.Contains(s.Resources, "*") &&
		!slices.ContainsFunc(s.Conditions, func(c iam.Condition) bool { return !exceptsPrincipals(c) })
}

// exceptsPrincipals says whether a condition leaves out principals by name and
// nobody else.
func exceptsPrincipals(c iam.Condition) bool {
	return slices.Contains([]string{"arnnotlike", "arnnotequals", "stringnotlike", "stringnotequals"}, strings.ToLower(c.Operator)) &&
		strings.EqualFold(c.Key, "aws:PrincipalArn") &&
		!slices.ContainsFunc(c.Values, func(v string) bool { return strings.ContainsAny(v[:min(1, len(v))], "*?") })
}
