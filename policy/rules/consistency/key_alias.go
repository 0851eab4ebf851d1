package consistency

import (
	"slices"

	"github.com/covetpy/platform/policy/rule"
)

var keyAlias = rule.Rule{
	ID:    "consistency-key-alias",
	Title: "Every key has an alias",
	Why: "A key is otherwise called by a number that says nothing, to whoever reads a record of its use or has to tell " +
		"which one to keep. Policies that name keys by alias (kms:ResourceAliases) allow whatever key the alias leads " +
		"to: one key with two and another with none is a mistake between them, and lets a role use a key that is not its own.",
	Fix:      "Add an aws.kms.Alias whose targetKeyId is the key.",
	Severity: rule.Low,
	Levels:   rule.Levels{Dev: rule.Advisory, Staging: rule.Advisory, Prod: rule.Advisory},
	Types:    append([]string{aliasType}, keyTypes...),
	Controls: configured(rule.NIST.IDs("SC-12")...),
	Since:    since,
	CheckStack: func(s *rule.Stack, rep *rule.Report) {
		for _, key := range s.OfType(keyTypes...) {
			answers := []rule.Truth{rule.No}
			for _, alias := range s.OfType(aliasType) {
				answers = append(answers, leadsTo(alias, key))
			}
			rep.On(key).Require(rule.Or(answers...), rule.Value{}, "no alias leads to this key")
		}
	},
}

const aliasType = "aws:kms/alias:Alias"

var keyTypes = []string{"aws:kms/key:Key", "aws:kms/replicaKey:ReplicaKey"}

// leadsTo says whether an alias is a key's: that of a replica is made from one
// type, and that of a key from another.
func leadsTo(alias, key *rule.Resource) rule.Truth {
	if from := alias.From("targetKeyId", keyTypes...); len(from) > 0 {
		return rule.Of(slices.Contains(from, key.URN))
	}
	return rule.Refers(alias, "targetKeyId", key, "id", "keyId", "arn")
}
