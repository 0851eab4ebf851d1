package recovery

import (
	"testing"

	"github.com/pulumi/pulumi-aws/sdk/v7/go/aws"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
	"github.com/stretchr/testify/require"

	"github.com/covetpy/platform/infra/alarm"
	"github.com/covetpy/platform/infra/fault"
	"github.com/covetpy/platform/infra/identity"
	"github.com/covetpy/platform/infra/naming"
	"github.com/covetpy/platform/infra/tags"
	"github.com/covetpy/platform/internal/mocktest"
)

const (
	ownVault    = "arn:aws:backup:eu-west-1:111122223333:backup-vault:covetpy-dev-backups"
	secondVault = "arn:aws:backup:eu-central-1:111122223333:backup-vault:covetpy-dev-backups"
	otherVault  = "arn:aws:backup:eu-west-1:444455556666:backup-vault:kept"
	roleARN     = "arn:aws:iam::111122223333:role/covetpy-dev-backup-eu-west-1"
	ticketARN   = "arn:aws:sns:eu-west-1:111122223333:ticket"
)

// minimal is the least that is valid: a daily backup of everything, here.
func minimal() *Args {
	plans := map[tags.BackupPlan]Plan{}
	for _, class := range tags.BackupPlans() {
		plans[class] = Plan{Daily: &Rule{RetentionDays: 7}}
	}
	return &Args{
		Names:      naming.Scope{Project: "covetpy", Environment: "dev"},
		Where:      identity.Scope{Partition: mocktest.Partition, Region: mocktest.Region, Account: mocktest.Account},
		Objectives: Objectives{RPOMinutes: 1440, RTOMinutes: 60, HistoryDays: 7},
		Database:   &DatabaseFacts{RetentionDays: 1, BackupWindow: "02:00-03:00", MaintenanceWindow: "sun:04:00-sun:05:00"},
		Plans:      plans,
		KeyARN:     pulumi.String("arn:backups"),
		Topics:     alarm.Topics{Ticket: pulumi.String(ticketARN)},
	}
}

// full has everything on.
func full() *Args {
	a := minimal()
	a.Protect = true
	a.Database.RetentionDays, a.Database.Readers = 35, 1
	a.Objectives = Objectives{RPOMinutes: 60, RTOMinutes: 5, HistoryDays: 365, Region: &RegionObjectives{RPOMinutes: 240, RTOMinutes: 480}}
	for _, class := range tags.BackupPlans() {
		a.Plans[class] = Plan{
			Hourly: &Rule{RetentionDays: 2, CopyDays: 2}, Daily: &Rule{RetentionDays: 35, CopyDays: 35},
			Weekly: &Rule{RetentionDays: 90}, Monthly: &Rule{RetentionDays: 366, CopyDays: 366},
		}
	}
	a.Plans[tags.BackupVolumes].Monthly.ColdAfterDays = 30
	a.Second = &Second{Region: "eu-central-1", KeyARN: pulumi.String("arn:replica")}
	a.CopyToVault = otherVault
	a.VaultLock = &VaultLock{Mode: Compliance, MinDays: 1, MaxDays: 3650, GraceDays: 14}
	a.RestoreTest = &RestoreTest{
		Schedule: TestWeekly, HoursKept: 4,
		SubnetGroupName: pulumi.String("covetpy-dev-database"), SecurityGroupID: pulumi.String("sg-database"),
	}
	a.Reports = &Reports{RetentionDays: 365, KeyARN: pulumi.String("arn:objects"), AccessLogs: pulumi.String("access-logs")}
	a.OptIn = map[string]bool{"Aurora": true, "EBS": true, "S3": true, "EKS": true, "DynamoDB": false}
	return a
}

// program makes what args ask for, with a provider for the second region.
func program(args *Args) pulumi.RunFunc {
	return func(ctx *pulumi.Context) error {
		if args.Second != nil {
			provider, err := aws.NewProvider(ctx, "there", &aws.ProviderArgs{Region: pulumi.String(args.Second.Region)})
			if err != nil {
				return err
			}
			args.Second.Provider = provider
		}
		_, err := NewRecovery(ctx, "recovery", args)
		return err
	}
}

// made runs the component and returns what it registered.
func made(t *testing.T, args *Args) *mocktest.Recorder {
	t.Helper()
	rec := mocktest.New()
	require.NoError(t, rec.Run(program(args)))
	return rec
}

func lines(faults fault.Faults) []string {
	var out []string
	for _, f := range faults {
		out = append(out, f.Error())
	}
	return out
}
