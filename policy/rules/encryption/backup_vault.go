package encryption

import "github.com/covetpy/platform/policy/rule"

var backupVault = rule.Rule{
	ID:    "encryption-backup-vault",
	Title: "Backup vaults are encrypted with a customer-managed key",
	Why: "A vault holds copies of everything. With the key that AWS manages they can't be copied to another " +
		"account, and whoever may restore from the vault may read them.",
	Fix:      "Set kmsKeyArn to the ARN of a KMS key of the account, in the vault's own region.",
	Severity: rule.High,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    []string{"aws:backup/vault:Vault", "aws:backup/logicallyAirGappedVault:LogicallyAirGappedVault"},
	Controls: atRest(rule.FSBP.ID("Backup.1")),
	Since:    "0.2.0",
	Check: func(r *rule.Resource, rep *rule.Report) {
		if r.Type == "aws:backup/logicallyAirGappedVault:LogicallyAirGappedVault" {
			customerKey(rep, r.At("encryptionKeyArn"))
			return
		}
		customerKey(rep, r.At("kmsKeyArn"))
	},
}
