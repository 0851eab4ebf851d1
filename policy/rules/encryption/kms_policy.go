package encryption

import "github.com/covetpy/platform/policy/rule"

var kmsPolicy = rule.Rule{
	ID:    "encryption-kms-policy",
	Title: "Every KMS key has its policy written in the program",
	Why: "A key without a policy gets KMS's default, by which any IAM policy of the account may hand out its use: " +
		"the key then separates nothing, and no review of the program shows who may decrypt.",
	Fix:      "Set policy of the key, or add an aws.kms.KeyPolicy whose keyId is the key's id.",
	Severity: rule.Low,
	Levels:   rule.Everywhere(rule.Advisory),
	Types:    []string{kmsKey, kmsReplicaKey, kmsKeyPolicy},
	Controls: keysAlone(),
	Since:    "0.3.0",
	CheckStack: func(s *rule.Stack, rep *rule.Report) {
		for _, key := range s.OfType(kmsKey, kmsReplicaKey) {
			apart := s.Any([]string{kmsKeyPolicy}, "keyId", key, "id", "keyId", "arn")
			policy := key.At("policy")
			rep.On(key).Require(rule.Or(rule.Not(policy.Blank()), apart), policy, "the key has KMS's default policy")
		}
	},
}
