package recovery

import (
	"github.com/covetpy/platform/infra/identity"
	"github.com/covetpy/platform/infra/tags"
)

// vaultPolicy refuses everyone what would lose a recovery point before its time:
// deleting it, changing its retention, or letting it go. AWS Backup ends those
// whose time has come in its own name.
//
// The policy itself can still be changed by whoever may call
// backup:PutBackupVaultAccessPolicy: that is the glass to break, and it is two
// calls in the trail instead of one. Only the lock is stronger.
func vaultPolicy() identity.Document {
	return identity.Document{Statements: []identity.Statement{{
		Sid:       "KeepRecoveryPoints",
		Effect:    identity.Deny,
		Principal: identity.Anyone(),
		Actions: identity.Actions(
			"backup:DeleteRecoveryPoint",
			"backup:DisassociateRecoveryPoint",
			"backup:DisassociateRecoveryPointFromParent",
			"backup:UpdateRecoveryPointLifecycle",
		),
		// In a vault's policy this is what the vault holds (AWS Backup developer
		// guide, "Vault access policies").
		Resources: identity.Resources("*"),
	}}}
}

// roleTrust lets AWS Backup assume the role for this account's jobs. The role
// works in both regions, and on behalf of plans, tests and people alike, so the
// account is what it is held to.
func (a *Args) roleTrust() identity.Document {
	return identity.Document{Statements: []identity.Statement{{
		Sid:        "Trust",
		Principal:  identity.Service("backup.amazonaws.com"),
		Actions:    identity.Actions("sts:AssumeRole"),
		Conditions: []identity.Condition{identity.StringEquals("aws:SourceAccount", a.Where.Account)},
	}}}
}

// managedPolicies are AWS's own for the role. What a backup of Aurora, EBS, S3
// and EKS calls changes with the services (the one of EKS came in 2025), and a
// backup that lacks an action fails in the night; AWS keeps these up to date.
// They reach every store of the account: which ones are touched is the
// selections' to say.
func (a *Args) managedPolicies() []string {
	out := []string{
		"service-role/AWSBackupServiceRolePolicyForBackup",
		"service-role/AWSBackupServiceRolePolicyForRestores",
	}
	if _, planned := a.Plans[tags.BackupObjects]; planned {
		out = append(out, "AWSBackupServiceRolePolicyForS3Backup", "AWSBackupServiceRolePolicyForS3Restore")
	}
	return out
}

// reportGrants let AWS Backup Audit Manager write reports (AWS Backup developer
// guide, "Creating report plans").
//
// Its role stands in a condition, not as the principal: S3 refuses a policy that
// names a role which does not exist, and this one appears only with an account's
// first report.
func (a *Args) reportGrants() []identity.Statement {
	return []identity.Statement{{
		Sid:       "ReportsWrite",
		Principal: identity.Anyone(),
		Actions:   identity.Actions("s3:PutObject"),
		Resources: identity.Resources(a.Where.Bucket(a.reportBucket() + "/*")),
		Conditions: []identity.Condition{
			identity.StringEquals("aws:PrincipalAccount", a.Where.Account),
			identity.ArnLike("aws:PrincipalArn",
				a.Where.Global("iam", "role/aws-service-role/reports.backup.amazonaws.com/AWSServiceRoleForBackupReports")),
			identity.StringEquals("s3:x-amz-acl", "bucket-owner-full-control"),
		},
	}}
}
