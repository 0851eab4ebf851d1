package encryption

import (
	"maps"
	"slices"
	"strings"

	"github.com/covetpy/platform/policy/rule"
)

const kmsAliasType = "aws:kms/alias:Alias"

// ownKeyTypes are the keys themselves; an alias is a name of one.
var ownKeyTypes = []string{"aws:kms/key:Key", "aws:kms/replicaKey:ReplicaKey", "aws:kms/externalKey:ExternalKey"}

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
	Types:    append(keyUserTypes(), keyTypes...),
	Controls: atRest(rule.Control{Framework: rule.NIST, ID: "AC-6"}),
	Since:    "0.3.0",
	CheckStack: func(s *rule.Stack, rep *rule.Report) {
		for _, key := range s.OfType(ownKeyTypes...) {
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
	if pointsAt(r, at, key, "arn", "keyId", "id") == rule.Yes {
		return true
	}
	return slices.ContainsFunc(s.OfType(kmsAliasType), func(alias *rule.Resource) bool {
		return rule.And(
			pointsAt(r, at, alias, "arn", "name", "id"),
			pointsAt(alias, alias.At("targetKeyId"), key, "arn", "keyId", "id"),
		) == rule.Yes
	})
}

// pointsAt says whether a value of a resource is another one, by what it is made
// from or else by the other's properties. (rule.Refers does not look into lists.)
func pointsAt(r *rule.Resource, at rule.Value, to *rule.Resource, by ...string) rule.Truth {
	if from := r.From(at.Path(), to.Type); len(from) > 0 {
		return rule.Of(slices.Contains(from, to.URN))
	}
	text, known := at.Name()
	if known != rule.Yes {
		return known
	}
	answers := []rule.Truth{rule.No}
	for _, property := range by {
		answers = append(answers, to.At(property).IsName(text))
	}
	return rule.Or(answers...)
}
