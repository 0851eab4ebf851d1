package recovery

import (
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"github.com/covetpy/platform/infra/alarm"
	"github.com/covetpy/platform/infra/identity"
	"github.com/covetpy/platform/infra/naming"
	"github.com/covetpy/platform/infra/tags"
)

// Args says what is backed up, where to, and what that has to achieve. Validate
// has the limits of each field.
type Args struct {
	// Names is what physical names begin with. The environment's is also the
	// value of the tag by which stores are selected.
	Names naming.Scope
	// Where is the account and region.
	Where identity.Scope
	// Protect makes Pulumi refuse to delete a vault. An unprotected vault takes
	// its recovery points with it.
	Protect bool
	// Objectives is what may be lost, and for how long.
	Objectives Objectives
	// Database is what the database's own settings give, which the objectives
	// count on; nil without a database.
	Database *DatabaseFacts
	// Plans are the backups by the class of what is stored.
	Plans map[tags.BackupPlan]Plan
	// LeftOut are the classes that have no plan on purpose. A class that is in
	// neither is a fault: its stores would be tagged as covered, and are not.
	LeftOut []tags.BackupPlan
	// KeyARN encrypts the vault.
	KeyARN pulumi.StringInput
	// Second is the region that backups are copied to; nil for none.
	Second *Second
	// CopyToVault is the ARN of a vault in another account that backups are copied
	// to as well; empty for none. That account's vault has to let this one in
	// (backup:CopyIntoBackupVault), and both have to be of one organisation. The
	// keys of what is backed up have to admit the account (CopyAccounts).
	CopyToVault string
	// VaultLock holds what is in the vaults, here and in the second region; nil
	// for none.
	VaultLock *VaultLock
	// RestoreTest restores backups at fixed times; nil for none.
	RestoreTest *RestoreTest
	// Reports is the record of jobs; nil for none.
	Reports *Reports
	// OptIn is which services AWS Backup may protect in this region: the whole map
	// that `aws backup describe-region-settings` prints. It is a setting of the
	// region in the account, so it is left as it is when nil, and only one
	// environment of an account may set it. What a plan selects is included
	// anyway, but for Aurora, whose service has to be opted in (AWS Backup API
	// reference, UpdateRegionSettings); that is AWS's default.
	OptIn map[string]bool
	// Topics hear of jobs that failed, and of backups that stopped. The topic's
	// policy has to let events.amazonaws.com publish.
	Topics alarm.Topics
}

// Plan is the backups of a class, by how often they are made; nil for never.
type Plan struct {
	Hourly, Daily, Weekly, Monthly *Rule
}

// Rule is how long the backups of one frequency are kept.
type Rule struct {
	// RetentionDays that a backup is kept, 1 to 36500.
	RetentionDays int
	// ColdAfterDays is when it moves to cold storage, where it stays at least 90
	// days; 0 never. Of the classes here only volumes can, and only those backups
	// that are made monthly.
	ColdAfterDays int
	// CopyDays that a copy is kept in the second region, and in CopyToVault; 0
	// makes no copy.
	CopyDays int
}

// Second is a second region.
type Second struct {
	// Region is "eu-central-1".
	Region string
	// Provider makes resources there.
	Provider pulumi.ProviderResource
	// KeyARN encrypts the vault there: the replica of this region's key.
	KeyARN pulumi.StringInput
}

// VaultLock is AWS Backup Vault Lock: recovery points can't be deleted before
// their time, nor kept shorter or longer than the vault allows.
type VaultLock struct {
	// Mode is who may lift the lock.
	Mode LockMode
	// MinDays and MaxDays are the shortest and the longest retention that the
	// vault takes; a job that asks for another one fails.
	MinDays, MaxDays int
	// GraceDays is how long a compliance lock can still be taken off, at least 3;
	// 0 in governance mode.
	GraceDays int
}

// LockMode is who may lift a vault's lock (AWS Backup developer guide, "AWS
// Backup Vault Lock").
type LockMode string

// The modes.
const (
	// Governance lets whoever may call backup:DeleteBackupVaultLockConfiguration.
	Governance LockMode = "governance"
	// Compliance lets nobody once its grace is over, the account's root and AWS
	// included. The vault can't be deleted while it holds anything.
	Compliance LockMode = "compliance"
)

// RestoreTest restores one backup of each class that can be tested, and deletes
// what it restored. EKS can't be tested so (AWS Backup API reference,
// RestoreTestingSelectionForCreate).
type RestoreTest struct {
	// Schedule is how often.
	Schedule TestSchedule
	// HoursKept is how long what was restored stays for a check of its content, 1
	// to 168.
	HoursKept int
	// SubnetGroupName and SecurityGroupID are where a restored database lives:
	// without them AWS Backup looks for the account's default VPC. Needed where
	// there is a database and a plan for it.
	SubnetGroupName, SecurityGroupID pulumi.StringInput
}

// TestSchedule is how often backups are proven.
type TestSchedule string

// The schedules.
const (
	TestWeekly  TestSchedule = "weekly"
	TestMonthly TestSchedule = "monthly"
)

// Reports is the record of jobs in a bucket, written once a day.
type Reports struct {
	// RetentionDays that reports are kept, and held by Object Lock.
	RetentionDays int
	// KeyARN encrypts them: a key for objects.
	KeyARN pulumi.StringInput
	// AccessLogs is the bucket that the record of requests to the reports' bucket
	// goes to. Nil keeps no such record.
	AccessLogs pulumi.StringInput
}
