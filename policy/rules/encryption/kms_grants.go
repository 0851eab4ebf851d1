package encryption

import "github.com/covetpy/platform/policy/rule"

var kmsGrants = rule.Rule{
	ID:    "encryption-kms-grants",
	Title: "Key policies let grants be made for AWS services alone",
	Why: "A grant outlives the call that made it and shows in no policy. Whoever may make grants without a bound " +
		"can hand the key to anyone; with kms:GrantIsForAWSResource only a service gets one, for what it keeps. " +
		"The account's own root is not asked: it decides who manages the key.",
	Fix:      "Add the condition Bool kms:GrantIsForAWSResource true to each statement that allows kms:CreateGrant.",
	Severity: rule.Medium,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    []string{kmsKey, kmsKeyPolicy, kmsReplicaKey},
	Controls: keysAlone(),
	Since:    "0.3.0",
	Check: func(r *rule.Resource, rep *rule.Report) {
		policy := r.At("policy")
		answer, label := boundsGrants(policy)
		rep.Require(answer, policy, "%s lets grants be made for anyone", label)
	},
}
