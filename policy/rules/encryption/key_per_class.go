package encryption

import (
	"maps"
	"slices"
	"strings"

	"github.com/covetpy/platform/policy/rule"
)

const (
	kmsKeyType   = "aws:kms/key:Key"
	kmsAliasType = "aws:kms/alias:Alias"
)

var keyPerClass = rule.Rule{
	ID:    "encryption-key-per-class",
	Title: "A key encrypts one class of data",
	Why: "The right to a key is the right to all that it encrypts. With one key for the database, its backups and the " +
		"logs, whoever has to read logs can open the database, a leak can't be stopped by switching one key off, and " +
		"the trail does not tell which data was opened.",
	Fix: "Make a key for each class (database, cache, objects, logs, messages, backups and so on) and give each resource " +
		"that of its class.",
	Severity: rule.Medium,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    append(keyUserTypes(), kmsKeyType, kmsAliasType),
	Controls: atRest(rule.Control{Framework: rule.NIST, ID: "AC-6"}),
	Since:    "0.3.0",
	CheckStack: func(s *rule.Stack, rep *rule.Report) {
		for _, key := range s.OfType(kmsKeyType) {
			users := map[class]string{}
			eachKeyUse(s, func(r *rule.Resource, c class, at rule.Value) {
				if isKey(s, r, at, key) {
					users[c] = string(c) + " (" + r.Name + ")"
				}
			})
			if len(users) > 1 {
				rep.On(key).Fail(key.At("arn"), "it encrypts several classes of data: %s",
					strings.Join(slices.Sorted(maps.Values(users)), ", "))
			}
		}
	},
}

// isKey says whether a value is the key: by what it is made from, by its ARN or
// id, or by an alias of it. What is not known yet and made from nothing known is
// the business of the rule encryption-key-origin, so it is no key here.
func isKey(s *rule.Stack, r *rule.Resource, at rule.Value, key *rule.Resource) bool {
	if pointsAt(r, at, key, "arn", "keyId", "id") {
		return true
	}
	for _, alias := range s.OfType(kmsAliasType) {
		if pointsAt(r, at, alias, "arn", "name", "id") && pointsAt(alias, alias.At("targetKeyId"), key, "arn", "keyId", "id") {
			return true
		}
	}
	return false
}

func pointsAt(r *rule.Resource, at rule.Value, to *rule.Resource, by ...string) bool {
	if from := r.From(at.Path(), to.Type); len(from) > 0 {
		return slices.Contains(from, to.URN)
	}
	text, known := at.Text()
	return known == rule.Yes && slices.ContainsFunc(by, func(property string) bool {
		return to.At(property).Is(text) == rule.Yes
	})
}
