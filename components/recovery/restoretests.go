package recovery

import (
	"encoding/json"
	"fmt"

	"github.com/pulumi/pulumi-aws/sdk/v7/go/aws/backup"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"github.com/covetpy/platform/infra/tags"
)

// testStartHours is how long a test may wait, so that not all classes restore at
// once.
const testStartHours = 4

// newRestoreTest restores a random backup of each class: over time it proves all
// of them, not only the latest.
func (b *build) newRestoreTest() error {
	test := b.args.RestoreTest
	if test == nil {
		return nil
	}
	plan, err := backup.NewRestoreTestingPlan(b.ctx, b.logical(partTest), &backup.RestoreTestingPlanArgs{
		Name:               pulumi.String(b.args.underscored("restore")),
		ScheduleExpression: pulumi.String(testSchedule(test.Schedule)),
		StartWindowHours:   pulumi.Int(testStartHours),
		RecoveryPointSelection: backup.RestoreTestingPlanRecoveryPointSelectionArgs{
			Algorithm:           pulumi.String("RANDOM_WITHIN_WINDOW"),
			IncludeVaults:       pulumi.StringArray{b.vault.Arn},
			RecoveryPointTypes:  pulumi.StringArray{pulumi.String("SNAPSHOT")},
			SelectionWindowDays: pulumi.Int(testWindowDays(test.Schedule)),
		},
		Tags: b.named("restore", partTest),
	}, b.own)
	if err != nil {
		return fmt.Errorf("register the restore test: %w", err)
	}
	for _, class := range b.args.tested() {
		if err := b.newTestSelection(class, plan); err != nil {
			return fmt.Errorf("register the restore test of the class %q: %w", class, err)
		}
	}
	return nil
}

func (b *build) newTestSelection(class tags.BackupPlan, plan *backup.RestoreTestingPlan) error {
	var equal backup.RestoreTestingSelectionProtectedResourceConditionsStringEqualArray
	for _, c := range b.args.conditions(class) {
		equal = append(equal, backup.RestoreTestingSelectionProtectedResourceConditionsStringEqualArgs{
			Key: pulumi.String(c.key), Value: pulumi.String(c.value),
		})
	}
	in := &backup.RestoreTestingSelectionArgs{
		Name:                        pulumi.String(b.args.underscored(string(class))),
		RestoreTestingPlanName:      plan.Name,
		IamRoleArn:                  b.role.Arn,
		ProtectedResourceType:       pulumi.String(storesOf(class).tested),
		ProtectedResourceConditions: backup.RestoreTestingSelectionProtectedResourceConditionsArgs{StringEquals: equal},
		ValidationWindowHours:       pulumi.Int(b.args.RestoreTest.HoursKept),
	}
	if class == tags.BackupDatabase {
		in.RestoreMetadataOverrides = b.databaseOverrides()
	}
	_, err := backup.NewRestoreTestingSelection(b.ctx, b.logical(string(class), partTest), in, b.own,
		pulumi.DependsOn(b.granted))
	return err
}

// databaseOverrides are where a restored database lives (AWS Backup developer
// guide, "Restore testing inferred metadata", Aurora). Groups are a JSON list.
func (b *build) databaseOverrides() pulumi.StringMap {
	groups := b.args.RestoreTest.SecurityGroupID.ToStringOutput().ApplyT(func(id string) (string, error) {
		text, err := json.Marshal([]string{id})
		return string(text), err
	}).(pulumi.StringOutput)
	return pulumi.StringMap{
		"dbSubnetGroupName":   b.args.RestoreTest.SubnetGroupName.ToStringOutput(),
		"vpcSecurityGroupIds": groups,
	}
}
