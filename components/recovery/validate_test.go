package recovery

import (
	"testing"

	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/covetpy/platform/infra/fault"
	"github.com/covetpy/platform/infra/tags"
	"github.com/covetpy/platform/internal/mocktest"
)

func TestValidate(t *testing.T) {
	t.Parallel()
	for sentence, test := range map[string]struct {
		change func(*Args)
		want   []string
	}{
		"everything on": {func(*Args) {}, nil},
		"the least":     {func(a *Args) { *a = *minimal() }, nil},
		"a class without a plan": {
			func(a *Args) { delete(a.Plans, tags.BackupCluster) },
			[]string{"plans.cluster: missing, accepted: a plan, as stores are tagged with the class, or the class in leftOut"},
		},
		"a class that is left out": {
			func(a *Args) { delete(a.Plans, tags.BackupCluster); a.LeftOut = []tags.BackupPlan{tags.BackupCluster} }, nil,
		},
		"a class that is left out and has a plan, and classes that are none": {
			func(a *Args) {
				a.LeftOut = []tags.BackupPlan{tags.BackupObjects, "queues"}
				a.Plans["caches"] = Plan{Daily: &Rule{RetentionDays: 7}}
			},
			[]string{
				"leftOut[1]: found queues, accepted: database, volumes, objects, cluster",
				"plans.caches: found caches, accepted: database, volumes, objects, cluster",
				"plans.objects: found a plan, accepted: none, as leftOut names the class",
			},
		},
		"a plan without a rule": {
			func(a *Args) { a.Plans[tags.BackupObjects] = Plan{} },
			[]string{"plans.objects: missing, accepted: at least one of hourly, daily, weekly and monthly"},
		},
		"retentions and copies out of bounds": {
			func(a *Args) {
				a.VaultLock = nil
				a.Plans[tags.BackupObjects] = Plan{Daily: &Rule{CopyDays: -1}, Weekly: &Rule{RetentionDays: 36501, CopyDays: 1}}
			},
			[]string{
				"plans.objects.daily.copyDays: found -1, accepted: 0 for no copy, or 1 to 36500 days",
				"plans.objects.daily.retentionDays: found 0, accepted: 1 to 36500 days",
				"plans.objects.weekly.retentionDays: found 36501, accepted: 1 to 36500 days",
			},
		},
		"cold storage for what has none": {
			func(a *Args) {
				a.Plans[tags.BackupDatabase].Monthly.ColdAfterDays = 30
				a.Plans[tags.BackupVolumes].Daily.ColdAfterDays = 1
			},
			[]string{
				"plans.database.monthly.coldAfterDays: found 30, accepted: 0: only plans.volumes.monthly can go to cold storage",
				"plans.volumes.daily.coldAfterDays: found 1, accepted: 0: only plans.volumes.monthly can go to cold storage",
			},
		},
		"cold storage for less than it takes": {
			func(a *Args) { a.Plans[tags.BackupVolumes].Monthly.RetentionDays = 119 },
			[]string{"plans.volumes.monthly.retentionDays: found 119, accepted: at least 120, as what goes to cold storage after plans.volumes.monthly.coldAfterDays (30) stays 90 days there"},
		},
		"copies to nowhere": {
			func(a *Args) {
				*a = *minimal()
				a.Plans[tags.BackupVolumes].Daily.CopyDays = 7
			},
			[]string{"plans.volumes.daily.copyDays: found 7, accepted: 0 without secondRegion and copyToVault: there is nowhere to copy to"},
		},
		"a second region and another vault that get nothing": {
			func(a *Args) {
				*a = *minimal()
				a.Second = &Second{Region: "eu-central-1"}
				a.CopyToVault = otherVault
			},
			[]string{
				"copyToVault: found " + otherVault + ", accepted: a rule with copyDays above 0, as nothing is copied there",
				"secondRegion: found eu-central-1, accepted: a rule with copyDays above 0, as nothing is copied there",
			},
		},
		"the same region twice": {
			func(a *Args) { a.Second.Region = "eu-west-1" },
			[]string{"secondRegion.region: found eu-west-1, accepted: another region than the environment's own"},
		},
		"no region": {
			func(a *Args) { a.Second.Region = "" }, []string{"secondRegion.region: missing, accepted: a region, eu-central-1"},
		},
		"a vault of the same account, in another region": {
			func(a *Args) { a.CopyToVault = secondVault },
			[]string{
				"copyToVault: found " + secondVault + ", accepted: a vault of another account: for this one's second region there is secondRegion",
				"copyToVault: found " + secondVault + ", accepted: a vault in eu-west-1, as a backup of Aurora can't go to another account and another region at once",
			},
		},
		"no vault": {
			func(a *Args) { a.CopyToVault = "kept" },
			[]string{"copyToVault: found kept, accepted: the ARN of a backup vault, arn:aws:backup:eu-west-1:111122223333:backup-vault:name"},
		},
		"retentions outside the lock name both settings": {
			func(a *Args) { a.VaultLock.MinDays, a.VaultLock.MaxDays = 35, 365; a.keepOnly(tags.BackupDatabase) },
			[]string{
				"vaultLock.maxDays: found 365, accepted: at least 366, as plans.database.monthly.retentionDays has to fit the lock",
				"vaultLock.minDays: found 35, accepted: at most 2, as plans.database.hourly.retentionDays has to fit the lock",
			},
		},
		"a lock that is none": {
			func(a *Args) { a.VaultLock = &VaultLock{MinDays: 8, MaxDays: 7} },
			[]string{
				"vaultLock.maxDays: found 7, accepted: at least minDays, 8",
				"vaultLock.mode: missing, accepted: governance or compliance",
			},
		},
		"a compliance lock without grace, on what is not protected": {
			func(a *Args) { a.Protect, a.VaultLock.GraceDays = false, 2 },
			[]string{
				"vaultLock.graceDays: found 2, accepted: 3 to 36500 days, as mode is compliance: in them a mistake can be taken back",
				"vaultLock.mode: found compliance, accepted: governance where nothing is protected: nobody can delete a vault in compliance mode while it holds anything",
			},
		},
		"grace in governance mode": {
			func(a *Args) { a.VaultLock.Mode = Governance },
			[]string{"vaultLock.graceDays: found 14, accepted: 0, as a lock in governance mode can always be taken off"},
		},
		"a test of what can't be tested": {
			func(a *Args) {
				*a = *minimal()
				a.keepOnly(tags.BackupCluster)
				a.Database = nil
				a.RestoreTest = &RestoreTest{Schedule: "yearly", HoursKept: 169}
			},
			[]string{
				"restoreTest: found a test, accepted: none without a plan for databases, volumes or objects",
				"restoreTest.hoursKept: found 169, accepted: 1 to 168 hours",
				"restoreTest.schedule: found yearly, accepted: weekly or monthly",
			},
		},
		"reports that are not kept": {
			func(a *Args) { a.Reports.RetentionDays = 0 }, []string{"reports.retentionDays: found 0, accepted: 1 to 36500 days"},
		},
		"a service that is switched off": {
			func(a *Args) { a.OptIn["Aurora"] = false; delete(a.OptIn, "EKS") },
			[]string{
				"optIn.Aurora: found false, accepted: true, as plans.database needs it",
				"optIn.EKS: found false, accepted: true, as plans.cluster needs it",
			},
		},
		"the database's windows when its backups begin": {
			func(a *Args) {
				a.Database.BackupWindow, a.Database.MaintenanceWindow = "23:30-00:30", "sun:07:30-sun:08:30"
			},
			[]string{
				"database.backups.window: found 23:30-00:30, accepted: a window apart from 00:00-01:00, when plans.database.daily begins",
				"database.maintenanceWindow: found sun:07:30-sun:08:30, accepted: a window apart from sun:07:00-sun:08:00, when plans.database.weekly begins",
			},
		},
		"windows that do not read are the database's to tell": {
			func(a *Args) { a.Database.BackupWindow, a.Database.MaintenanceWindow = "at night", "" }, nil,
		},
		"more history than is kept": {
			func(a *Args) { *a = *minimal(); a.Objectives.HistoryDays = 35 },
			[]string{"objectives.historyDays: found 35, accepted: at most 7, what database.backups.retentionDays and plans.database keep"},
		},
		"less loss than a daily backup gives": {
			func(a *Args) { *a = *minimal(); a.Database.RetentionDays = 0 },
			[]string{"objectives.rpoMinutes: found 1440, accepted: at least 1500, what is lost with recovery.plans.database.daily"},
		},
		"no backup at all": {
			func(a *Args) {
				*a = *minimal()
				a.keepOnly(tags.BackupVolumes)
				a.Database.RetentionDays = 0
			},
			[]string{
				"objectives.historyDays: found 7, accepted: at most 0, what database.backups.retentionDays and plans.database keep",
				"objectives.rpoMinutes: found 1440, accepted: nothing, as no backup is kept",
			},
		},
		"a quick recovery without a reader": {
			func(a *Args) { a.Database.Readers = 0 },
			[]string{"objectives.rtoMinutes: found 5, accepted: at least 30, what it takes with 0 in database.readers"},
		},
		"a region that nothing outlives": {
			func(a *Args) {
				*a = *minimal()
				a.Objectives.Region = &RegionObjectives{RPOMinutes: 240, RTOMinutes: 480}
			},
			[]string{"objectives.region: found 240 and 480 minutes, accepted: null, as nothing outlives the region: there is neither secondRegion with copyDays in plans.database, nor database.global"},
		},
		"a region that is slower than promised": {
			func(a *Args) { a.Objectives.Region = &RegionObjectives{RPOMinutes: 60, RTOMinutes: 60} },
			[]string{
				"objectives.region.rpoMinutes: found 60, accepted: at least 240, what is lost with recovery.plans.database.hourly and its way to the second region",
				"objectives.region.rtoMinutes: found 60, accepted: at least 240, what it takes with recovery.secondRegion",
			},
		},
		"no objective": {
			func(a *Args) { a.Objectives = Objectives{Region: &RegionObjectives{}} },
			[]string{
				"objectives.historyDays: found 0, accepted: at least 1 day",
				"objectives.region.rpoMinutes: found 0, accepted: at least 1 minute",
				"objectives.region.rtoMinutes: found 0, accepted: at least 1 minute",
				"objectives.rpoMinutes: found 0, accepted: at least 1 minute",
				"objectives.rtoMinutes: found 0, accepted: at least 1 minute",
			},
		},
	} {
		t.Run(sentence, func(t *testing.T) {
			t.Parallel()
			args := full()
			test.change(args)
			assert.Equal(t, test.want, lines(args.Validate()))
		})
	}
}

// keepOnly leaves out every class but one.
func (a *Args) keepOnly(class tags.BackupPlan) {
	a.LeftOut = nil
	for _, other := range tags.BackupPlans() {
		if other != class {
			delete(a.Plans, other)
			a.LeftOut = append(a.LeftOut, other)
		}
	}
}

func TestTheAccountOfTheCopiesIsThatOfTheirVault(t *testing.T) {
	t.Parallel()
	for vault, want := range map[string][]string{
		otherVault: {"444455556666"}, secondVault: nil, "kept": nil, "": nil,
	} {
		args := full()
		args.CopyToVault = vault
		assert.Equal(t, want, args.CopyAccounts(), vault)
	}
}

func TestNoArgumentsSayAllThatIsMissing(t *testing.T) {
	t.Parallel()
	var paths []string
	for _, f := range (&Args{}).Validate() {
		paths = append(paths, f.Path)
	}
	assert.Equal(t, []string{
		"names.environment", "names.project", "objectives.historyDays", "objectives.rpoMinutes", "objectives.rtoMinutes",
		"plans.cluster", "plans.database", "plans.objects", "plans.volumes", "where.account", "where.partition", "where.region",
	}, paths)
}

func TestNothingIsRegisteredWithAFault(t *testing.T) {
	t.Parallel()
	args := full()
	args.Objectives.HistoryDays = 400
	args.KeyARN, args.Topics.Ticket, args.Second.KeyARN, args.Reports.KeyARN, args.RestoreTest.SubnetGroupName = nil, nil, nil, nil, nil
	rec := mocktest.New()
	var failed error
	require.NoError(t, rec.Run(func(ctx *pulumi.Context) error {
		_, failed = NewRecovery(ctx, "recovery", args)
		return nil
	}))
	assert.Empty(t, rec.All())
	assert.Equal(t, []string{"objectives.historyDays: found 400, accepted: at most 366, what database.backups.retentionDays and plans.database keep"}, lines(fault.Of(failed)))
	for _, text := range []string{
		"KeyARN is nil", "Topics.Ticket is nil", "Second.Provider is nil", "Second.KeyARN is nil", "Reports.KeyARN is nil", "there is no default VPC",
	} {
		require.ErrorContains(t, failed, text)
	}
	_, err := NewRecovery(nil, "recovery", nil)
	assert.EqualError(t, err, `make recovery "recovery": args are nil`)
}
