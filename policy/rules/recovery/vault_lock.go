package recovery

import (
	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/policy/rule/want"
)

var vaultLock = rule.Rule{
	ID:    "recovery-vault-lock",
	Title: "Backup vaults are locked",
	Why: "Who blackmails deletes the backups first. A lock makes AWS Backup refuse to delete a recovery point before its " +
		"time, or to keep one for less than the least number of days, whatever the caller's rights. In governance mode " +
		"someone with the right to it can take the lock off; in compliance mode nobody can, once the days of grace are " +
		"over, not even AWS.",
	Fix: "Add a vaultLockConfiguration for the vault with minRetentionDays, and with changeableForDays for compliance " +
		"mode.",
	Severity: rule.Medium,
	Levels:   kept,
	Types:    []string{vaultType, vaultLockType},
	Controls: restorable(rule.Control{Framework: rule.NIST, ID: "CP-9(8)"}),
	Settings: []rule.Setting{
		{Name: "minDays", Doc: "The least number of days that the lock has to keep a recovery point for.", Number: rule.Same(1.0)},
		{
			Name: "compliance", Doc: "Whether the lock has to be in compliance mode. It can never be taken back, which is for a team to decide.",
			Flag: rule.Same(false),
		},
	},
	Since: "0.3.0",
	CheckStack: func(s *rule.Stack, rep *rule.Report) {
		for _, vault := range s.OfType(vaultType) {
			answers := []rule.Truth{rule.No}
			for _, lock := range s.OfType(vaultLockType) {
				strong := rule.Or(rule.Of(!rep.Flag("compliance")), want.Least(lock.At("changeableForDays"), 1))
				answers = append(answers, rule.And(
					ofVault(lock, vault), want.Least(lock.At("minRetentionDays"), rep.Number("minDays")), strong))
			}
			rep.On(vault).Require(rule.Or(answers...), vault.At("name"), "no lock of the stack holds what it keeps")
		}
	},
}
