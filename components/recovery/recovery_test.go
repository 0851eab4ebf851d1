package recovery

import (
	"encoding/json"
	"maps"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/covetpy/platform/infra/tags"
	"github.com/covetpy/platform/internal/mocktest"
)

const (
	vaultType     = "aws:backup/vault:Vault"
	lockType      = "aws:backup/vaultLockConfiguration:VaultLockConfiguration"
	planType      = "aws:backup/plan:Plan"
	selectionType = "aws:backup/selection:Selection"
	testType      = "aws:backup/restoreTestingSelection:RestoreTestingSelection"
)

// counted is how many resources of each type there are.
func counted(rec *mocktest.Recorder) map[string]int {
	got := map[string]int{}
	for _, r := range rec.All() {
		got[r.Type]++
	}
	return got
}

func TestWhatIsRegisteredWithEverythingOn(t *testing.T) {
	t.Parallel()
	rec := made(t, full())
	assert.Equal(t, map[string]int{
		Type:                   1,
		"pulumi:providers:aws": 1,
		"aws:iam/role:Role":    1,
		"aws:iam/rolePolicyAttachment:RolePolicyAttachment": 4,
		vaultType:                            2,
		"aws:backup/vaultPolicy:VaultPolicy": 2,
		lockType:                             2,
		"aws:backup/regionSettings:RegionSettings": 1,
		planType:      4,
		selectionType: 4,
		"aws:backup/restoreTestingPlan:RestoreTestingPlan": 1,
		testType:                                                                                 3,
		"aws:backup/reportPlan:ReportPlan":                                                       3,
		"aws:s3/bucket:Bucket":                                                                   1,
		"aws:s3/bucketPolicy:BucketPolicy":                                                       1,
		"aws:s3/bucketLogging:BucketLogging":                                                     1,
		"aws:s3/bucketVersioning:BucketVersioning":                                               1,
		"aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock":                                 1,
		"aws:s3/bucketOwnershipControls:BucketOwnershipControls":                                 1,
		"aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration":                     1,
		"aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration":                       1,
		"aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration": 1,
		"aws:cloudwatch/eventRule:EventRule":                                                     3,
		"aws:cloudwatch/eventTarget:EventTarget":                                                 3,
		"aws:cloudwatch/metricAlarm:MetricAlarm":                                                 1,
	}, counted(rec))
	for _, r := range rec.All() {
		if r.Type != Type && r.Custom && r.Name != "there" {
			assert.Equal(t, "recovery", r.Parent, "%s %s", r.Type, r.Name)
		}
	}
}

func TestWhatIsRegisteredAtTheLeast(t *testing.T) {
	t.Parallel()
	assert.Equal(t, map[string]int{
		Type:                1,
		"aws:iam/role:Role": 1,
		"aws:iam/rolePolicyAttachment:RolePolicyAttachment": 4,
		vaultType:                                1,
		"aws:backup/vaultPolicy:VaultPolicy":     1,
		planType:                                 4,
		selectionType:                            4,
		"aws:cloudwatch/eventRule:EventRule":     3,
		"aws:cloudwatch/eventTarget:EventTarget": 3,
		"aws:cloudwatch/metricAlarm:MetricAlarm": 1,
	}, counted(made(t, minimal())))
}

func TestVaults(t *testing.T) {
	t.Parallel()
	rec := made(t, full())
	for name, key := range map[string]string{"recovery-vault": "arn:backups", "recovery-second-vault": "arn:replica"} {
		vault := rec.One(t, vaultType, name)
		assert.Equal(t, map[string]any{"name": "covetpy-dev-backups", "kmsKeyArn": key, "forceDestroy": false}, vault.Plain(), name)
		assert.True(t, vault.Protect, name)
		lock := rec.One(t, lockType, name)
		assert.Equal(t, map[string]any{
			"backupVaultName": "covetpy-dev-backups", "minRetentionDays": 1.0, "maxRetentionDays": 3650.0, "changeableForDays": 14.0,
		}, lock.Plain(), name)
		assert.True(t, lock.DeleteBeforeReplace, "a vault has one lock")
		policy := rec.One(t, "aws:backup/vaultPolicy:VaultPolicy", name)
		assert.Equal(t, map[string]any{
			"backupVaultName": "covetpy-dev-backups",
			"policy": `{"Statement":[{"Action":["backup:DeleteRecoveryPoint","backup:DisassociateRecoveryPoint",` +
				`"backup:DisassociateRecoveryPointFromParent","backup:UpdateRecoveryPointLifecycle"],"Effect":"Deny",` +
				`"Principal":{"AWS":"*"},"Resource":"*","Sid":"KeepRecoveryPoints"}],"Version":"2012-10-17"}`,
		}, policy.Plain(), name)
		assert.Contains(t, policy.DependsOn, name, "a destroy takes the policy away before the vault")
	}

	a := minimal()
	a.VaultLock = &VaultLock{Mode: Governance, MinDays: 1, MaxDays: 365}
	rec = made(t, a)
	assert.Equal(t, true, rec.One(t, vaultType, "recovery-vault").Plain()["forceDestroy"])
	assert.False(t, rec.One(t, vaultType, "recovery-vault").Protect)
	assert.NotContains(t, rec.One(t, lockType, "recovery-vault").Plain(), "changeableForDays", "with it, the lock would be in compliance mode")
}

func TestAPlanAndItsSelection(t *testing.T) {
	t.Parallel()
	rec := made(t, full())
	copies := func(days float64) []any {
		return []any{
			map[string]any{"destinationVaultArn": secondVault, "lifecycle": map[string]any{"deleteAfter": days}},
			map[string]any{"destinationVaultArn": otherVault, "lifecycle": map[string]any{"deleteAfter": days}},
		}
	}
	rule := func(name, cron string, keep, complete float64, more map[string]any) map[string]any {
		out := map[string]any{
			"ruleName": name, "targetVaultName": "covetpy-dev-backups", "schedule": cron, "startWindow": 60.0, "completionWindow": complete,
			"lifecycle":         map[string]any{"deleteAfter": keep},
			"recoveryPointTags": map[string]any{"Project": "covetpy", "Environment": "dev", "Backup": "volumes"},
		}
		maps.Copy(out, more)
		return out
	}
	plan := rec.One(t, planType, "recovery-volumes")
	assert.Equal(t, map[string]any{
		"name": "covetpy-dev-volumes",
		"rules": []any{
			rule("hourly", "cron(45 * * * ? *)", 2, 120, map[string]any{"copyActions": copies(2)}),
			rule("daily", "cron(15 0 * * ? *)", 35, 720, map[string]any{"copyActions": copies(35)}),
			rule("weekly", "cron(15 7 ? * SUN *)", 90, 720, nil),
			rule("monthly", "cron(15 10 1 * ? *)", 366, 720, map[string]any{
				"copyActions": copies(366),
				"lifecycle":   map[string]any{"deleteAfter": 366.0, "coldStorageAfter": 30.0, "optInToArchiveForSupportedResources": true},
			}),
		},
	}, plan.Plain())
	assert.Equal(t, []string{"recovery-second-vault", "recovery-vault"}, plan.DependsOn, "the copies' vault is named by an ARN known before it exists")

	for class, pattern := range map[tags.BackupPlan]string{
		tags.BackupDatabase: "arn:aws:rds:eu-west-1:111122223333:cluster:*",
		tags.BackupVolumes:  "arn:aws:ec2:eu-west-1:111122223333:volume/*",
		tags.BackupObjects:  "arn:aws:s3:::*",
		tags.BackupCluster:  "arn:aws:eks:eu-west-1:111122223333:cluster/*",
	} {
		selection := rec.One(t, selectionType, "recovery-"+string(class))
		assert.Equal(t, map[string]any{
			"name": "covetpy-dev-" + string(class), "planId": "recovery-" + string(class) + "-id", "iamRoleArn": roleARN,
			"resources": []any{pattern},
			"conditions": []any{map[string]any{"stringEquals": []any{
				map[string]any{"key": "aws:ResourceTag/Backup", "value": string(class)},
				map[string]any{"key": "aws:ResourceTag/Environment", "value": "dev"},
			}}},
		}, selection.Plain(), class)
		assert.True(t, selection.DeleteBeforeReplace)
		assert.Subset(t, selection.DependsOn, []string{
			"recovery-role-AWSBackupServiceRolePolicyForBackup", "recovery-role-AWSBackupServiceRolePolicyForS3Backup",
			"recovery-vault", "recovery-second-vault",
		}, "no backup begins without permissions or a lock")
	}
}

func TestTheRole(t *testing.T) {
	t.Parallel()
	role := made(t, full()).One(t, "aws:iam/role:Role", "recovery-role")
	assert.Equal(t, map[string]any{
		"name": "covetpy-dev-backup-eu-west-1", "description": "Backs up and restores for AWS Backup",
		"assumeRolePolicy": `{"Statement":[{"Action":"sts:AssumeRole","Condition":{"StringEquals":{"aws:SourceAccount":"111122223333"}},` +
			`"Effect":"Allow","Principal":{"Service":"backup.amazonaws.com"},"Sid":"Trust"}],"Version":"2012-10-17"}`,
	}, role.Plain())

	a := minimal()
	a.keepOnly(tags.BackupDatabase)
	var policies []any
	for _, attached := range made(t, a).Of("aws:iam/rolePolicyAttachment:RolePolicyAttachment") {
		policies = append(policies, attached.Plain()["policyArn"])
	}
	assert.Equal(t, []any{
		"arn:aws:iam::aws:policy/service-role/AWSBackupServiceRolePolicyForBackup",
		"arn:aws:iam::aws:policy/service-role/AWSBackupServiceRolePolicyForRestores",
	}, policies, "none of S3 without a plan for objects")
}

func TestTheRestoreTest(t *testing.T) {
	t.Parallel()
	rec := made(t, full())
	assert.Equal(t, map[string]any{
		"name": "covetpy_dev_restore", "scheduleExpression": "cron(0 13 ? * MON *)", "startWindowHours": 4.0,
		"recoveryPointSelection": map[string]any{
			"algorithm": "RANDOM_WITHIN_WINDOW", "includeVaults": []any{"arn:aws:backup:eu-west-1:111122223333:vault/covetpy-dev-backups"},
			"recoveryPointTypes": []any{"SNAPSHOT"}, "selectionWindowDays": 7.0,
		},
	}, rec.One(t, "aws:backup/restoreTestingPlan:RestoreTestingPlan", "recovery-test").Plain())
	for class, typ := range map[tags.BackupPlan]string{tags.BackupDatabase: "Aurora", tags.BackupVolumes: "EBS", tags.BackupObjects: "S3"} {
		want := map[string]any{
			"name": "covetpy_dev_" + string(class), "restoreTestingPlanName": "covetpy_dev_restore", "iamRoleArn": roleARN,
			"protectedResourceType": typ, "validationWindowHours": 4.0,
			"protectedResourceConditions": map[string]any{"stringEquals": []any{
				map[string]any{"key": "aws:ResourceTag/Backup", "value": string(class)},
				map[string]any{"key": "aws:ResourceTag/Environment", "value": "dev"},
			}},
		}
		if class == tags.BackupDatabase {
			want["restoreMetadataOverrides"] = map[string]any{"dbSubnetGroupName": "covetpy-dev-database", "vpcSecurityGroupIds": `["sg-database"]`}
		}
		assert.Equal(t, want, rec.One(t, testType, "recovery-"+string(class)+"-test").Plain(), class)
	}
	a := full()
	a.RestoreTest.Schedule = TestMonthly
	plan := made(t, a).One(t, "aws:backup/restoreTestingPlan:RestoreTestingPlan", "recovery-test").Plain()
	assert.Equal(t, "cron(0 13 2 * ? *)", plan["scheduleExpression"], "after the first of the month, when monthly backups are made")
	assert.Equal(t, map[string]any{
		"algorithm": "RANDOM_WITHIN_WINDOW", "includeVaults": []any{"arn:aws:backup:eu-west-1:111122223333:vault/covetpy-dev-backups"},
		"recoveryPointTypes": []any{"SNAPSHOT"}, "selectionWindowDays": 31.0,
	}, plan["recoveryPointSelection"])
}

func TestReports(t *testing.T) {
	t.Parallel()
	rec := made(t, full())
	const bucket = "covetpy-dev-backup-reports-111122223333-eu-west-1"
	assert.Equal(t, map[string]any{"bucket": bucket, "forceDestroy": false, "objectLockEnabled": true},
		rec.One(t, "aws:s3/bucket:Bucket", "recovery-reports").Plain())
	assert.Equal(t, map[string]any{
		"bucket": "recovery-reports-id", "rule": map[string]any{"defaultRetention": map[string]any{"mode": "GOVERNANCE", "days": 365.0}},
	}, rec.One(t, "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration", "recovery-reports").Plain())
	var policy struct {
		Statement []struct {
			Sid       string
			Principal map[string]string
			Action    string
			Resource  any
			Condition map[string]map[string]string
		}
	}
	text, _ := rec.One(t, "aws:s3/bucketPolicy:BucketPolicy", "recovery-reports").Plain()["policy"].(string)
	require.NoError(t, json.Unmarshal([]byte(text), &policy))
	grant := policy.Statement[0]
	assert.Equal(t, []any{"ReportsWrite", "s3:PutObject", "arn:aws:s3:::" + bucket + "/*"}, []any{grant.Sid, grant.Action, grant.Resource})
	assert.Equal(t, map[string]map[string]string{
		"StringEquals": {"aws:PrincipalAccount": "111122223333", "s3:x-amz-acl": "bucket-owner-full-control"},
		"ArnLike":      {"aws:PrincipalArn": "arn:aws:iam::111122223333:role/aws-service-role/reports.backup.amazonaws.com/AWSServiceRoleForBackupReports"},
	}, grant.Condition)

	for kind, template := range map[string]string{"backup": "BACKUP_JOB_REPORT", "copy": "COPY_JOB_REPORT", "restore": "RESTORE_JOB_REPORT"} {
		assert.Equal(t, map[string]any{
			"name": "covetpy_dev_" + kind + "_jobs", "description": "Every " + kind + " job of the day",
			"reportDeliveryChannel": map[string]any{"s3BucketName": "recovery-reports-id", "s3KeyPrefix": kind, "formats": []any{"CSV", "JSON"}},
			"reportSetting":         map[string]any{"reportTemplate": template},
		}, rec.One(t, "aws:backup/reportPlan:ReportPlan", "recovery-reports-"+kind).Plain(), kind)
	}
	a := minimal()
	a.Reports = full().Reports
	assert.Equal(t, []string{"recovery-reports-backup", "recovery-reports-restore"}, made(t, a).Names("aws:backup/reportPlan:ReportPlan"), "no report of copies without any")
}

func TestFailedJobsAreToldOf(t *testing.T) {
	t.Parallel()
	rec := made(t, full())
	for name, pattern := range map[string]string{
		"backup":  `{"detail":{"state":["FAILED","ABORTED","EXPIRED","PARTIAL"],"backupVaultName":["covetpy-dev-backups"]},"detail-type":["Backup Job State Change"],"source":["aws.backup"]}`,
		"copy":    `{"detail":{"state":["FAILED","PARTIAL"],"sourceBackupVaultArn":["` + ownVault + `"]},"detail-type":["Copy Job State Change"],"source":["aws.backup"]}`,
		"restore": `{"detail":{"status":["FAILED","ABORTED"]},"detail-type":["Restore Job State Change"],"source":["aws.backup"]}`,
	} {
		rule := rec.One(t, "aws:cloudwatch/eventRule:EventRule", "recovery-failed-"+name).Plain()
		assert.Equal(t, []any{"covetpy-dev-backup-failed-" + name, pattern}, []any{rule["name"], rule["eventPattern"]})
		assert.Equal(t, map[string]any{"rule": "covetpy-dev-backup-failed-" + name, "targetId": "topic", "arn": ticketARN},
			rec.One(t, "aws:cloudwatch/eventTarget:EventTarget", "recovery-failed-"+name).Plain())
	}
}

func TestBackupsThatStopAreToldOf(t *testing.T) {
	t.Parallel()
	alarm := made(t, full()).One(t, "aws:cloudwatch/metricAlarm:MetricAlarm", "recovery-stopped").Plain()
	delete(alarm, "alarmDescription")
	assert.Equal(t, map[string]any{
		"name": "covetpy-dev-backup-stopped", "namespace": "AWS/Backup", "metricName": "NumberOfBackupJobsCompleted", "statistic": "Sum",
		"dimensions": map[string]any{"BackupVaultName": "covetpy-dev-backups"}, "period": 86400.0, "evaluationPeriods": 2.0, "datapointsToAlarm": 2.0,
		"comparisonOperator": "LessThanThreshold", "threshold": 1.0, "treatMissingData": "breaching",
		"alarmActions": []any{ticketARN}, "okActions": []any{ticketARN},
	}, alarm)
	a := minimal()
	for _, class := range tags.BackupPlans() {
		a.Plans[class] = Plan{Weekly: &Rule{RetentionDays: 30}}
	}
	assert.Empty(t, made(t, a).Of("aws:cloudwatch/metricAlarm:MetricAlarm"), "CloudWatch does not look back far enough")
}

func TestTheRegionsSettingsAreLeftAloneUnlessAskedFor(t *testing.T) {
	t.Parallel()
	assert.Equal(t, map[string]any{"resourceTypeOptInPreference": map[string]any{"Aurora": true, "EBS": true, "S3": true, "EKS": true, "DynamoDB": false}},
		made(t, full()).One(t, "aws:backup/regionSettings:RegionSettings", "recovery-region-settings").Plain())
	assert.Empty(t, made(t, minimal()).Of("aws:backup/regionSettings:RegionSettings"))
}

// A preview registers what an update does, and knows every document.
func TestAPreviewRegistersTheSame(t *testing.T) {
	t.Parallel()
	update := made(t, full())
	preview := mocktest.New()
	require.NoError(t, preview.Preview(program(full())))
	assert.Equal(t, counted(update), counted(preview))
	for _, r := range preview.All() {
		for _, key := range []string{"policy", "assumeRolePolicy", "eventPattern", "rules"} {
			_, wanted := update.One(t, r.Type, r.Name).Inputs.Mappable()[key]
			_, known := r.Inputs.Mappable()[key]
			assert.Equal(t, wanted, known, "%s of %s %s", key, r.Type, r.Name)
		}
	}
}
