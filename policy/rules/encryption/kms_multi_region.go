package encryption

import "github.com/covetpy/platform/policy/rule"

const (
	externalKey        = "aws:kms/externalKey:ExternalKey"
	replicaExternalKey = "aws:kms/replicaExternalKey:ReplicaExternalKey"
)

var kmsMultiRegion = rule.Rule{
	ID:    "encryption-kms-multi-region",
	Title: "Keys are multi-Region only where the environment lives in several",
	Why: "A multi-Region key can be copied into any region by whoever may replicate it, and its material can never " +
		"be confined to one again. That is wanted where the stack has a copy of it for backups or data in a second " +
		"region, and a needless way out elsewhere.",
	Fix: "Leave multiRegion unset, or add the aws.kms.ReplicaKey that it is for; where the copy is made elsewhere, allow " +
		"it with the setting allowed.",
	Severity: rule.Low,
	Levels:   rule.Everywhere(rule.Advisory),
	Types:    []string{"aws:kms/key:Key", externalKey, kmsReplicaKey, replicaExternalKey},
	Controls: keysAlone(),
	Settings: []rule.Setting{{
		Name: "allowed", Doc: "Whether the environment may have multi-Region keys that it does not copy itself.",
		Flag: &rule.PerTier[bool]{Dev: false, Staging: false, Prod: true},
	}},
	Since: "0.3.0",
	CheckStack: func(s *rule.Stack, rep *rule.Report) {
		if rep.Flag("allowed") {
			return
		}
		copies := []string{kmsReplicaKey, replicaExternalKey}
		for _, key := range s.OfType("aws:kms/key:Key", externalKey) {
			at := key.At("multiRegion")
			rep.On(key).Require(rule.Or(rule.Not(at.IsTrue()), s.Any(copies, "primaryKeyArn", key, "arn")), at,
				"the key can be copied to other regions, and the stack has no copy: it is %s", at.Quote())
		}
	},
}
