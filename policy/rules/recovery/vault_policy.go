package recovery

import (
	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/policy/rule/want"
)

var vaultPolicy = rule.Rule{
	ID:    "recovery-vault-policy",
	Title: "Backup vaults deny everyone the deletion of what they hold",
	Why: "Without a policy of the vault, every administrator and every role with backup:* may delete recovery points or " +
		"cut their time short. A Deny in the vault's policy holds for all of them: losing a backup then takes a change " +
		"of the policy first, which the trail shows.",
	Fix: "Add a vaultPolicy that denies backup:DeleteRecoveryPoint and backup:UpdateRecoveryPointLifecycle to the " +
		"principal * on all resources. ArnNotLike on aws:PrincipalArn may name who can break the glass. A vault that is " +
		"locked in compliance mode needs none.",
	Severity: rule.High,
	Levels:   rule.Levels{Dev: rule.Advisory, Staging: rule.Mandatory, Prod: rule.Mandatory},
	Types:    []string{vaultType, vaultPolicyType, vaultLockType},
	Controls: restorable(rule.Control{Framework: rule.NIST, ID: "CP-9(8)"}),
	Since:    "0.3.0",
	CheckStack: func(s *rule.Stack, rep *rule.Report) {
		for _, vault := range s.OfType(vaultType) {
			answers := []rule.Truth{rule.No}
			for _, policy := range s.OfType(vaultPolicyType) {
				answers = append(answers, rule.And(ofVault(policy, vault), keeps(policy.At("policy"))))
			}
			for _, lock := range s.OfType(vaultLockType) {
				answers = append(answers, rule.And(ofVault(lock, vault), want.Least(lock.At("changeableForDays"), 1)))
			}
			rep.On(vault).Require(rule.Or(answers...), vault.At("name"), "whoever has the rights deletes what it holds")
		}
	},
}
