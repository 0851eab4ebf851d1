package recovery

import (
	"strings"

	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"github.com/covetpy/platform/infra/naming"
	"github.com/covetpy/platform/infra/tags"
)

// Parts of logical names, which are the component's name and some of these,
// joined by dashes ("recovery-database-test"). They are in URNs: a part that is
// changed here deletes and makes again what bears it, or needs an alias. What
// belongs to a class bears the class's tag value.
const (
	partVault   = "vault"
	partSecond  = "second"
	partRole    = "role"
	partRegion  = "region-settings"
	partTest    = "test"
	partReports = "reports"
	partFailed  = "failed"
	partStopped = "stopped"
)

// logical is the logical name of a part.
func (b *build) logical(parts ...string) string {
	return strings.Join(append([]string{b.name}, parts...), "-")
}

// named is the tag that the console shows as a part's name.
func (b *build) named(parts ...string) pulumi.StringMap {
	return tags.Named(b.args.Names.Name(naming.TagValue, parts...))
}

// vaultName is the vault's, in both regions. It is deterministic: a runbook and
// the copies of other rules name the vault by its ARN.
func (a *Args) vaultName() string { return a.Names.Name(naming.BackupVault, "backups") }

func (a *Args) vaultARN() string { return a.Where.ARN("backup", "backup-vault:"+a.vaultName()) }

func (a *Args) secondVaultARN() string {
	there := a.Where
	there.Region = a.Second.Region
	return there.ARN("backup", "backup-vault:"+a.vaultName())
}

// roleName has the region in it, as IAM has one namespace for all.
func (a *Args) roleName() string { return a.Names.Name(naming.IAMRole, "backup", a.Where.Region) }

func (a *Args) planName(class tags.BackupPlan) string {
	return a.Names.Name(naming.BackupPlan, string(class))
}

// underscored is a name for what takes no dashes: restore tests and reports.
func (a *Args) underscored(parts ...string) string {
	return strings.ReplaceAll(a.Names.Name(naming.BackupPlan, parts...), "-", "_")
}

// reportBucket has account and region in it: buckets of all accounts share one
// name space.
func (a *Args) reportBucket() string {
	return a.Names.Name(naming.S3Bucket, "backup-reports", a.Where.Account, a.Where.Region)
}

func (a *Args) eventRuleName(e jobEvent) string {
	return a.Names.Name(naming.EventRule, "backup", partFailed, e.name)
}

func (a *Args) alarmName(name string) string {
	return a.Names.Name(naming.Alarm, "backup", name)
}
