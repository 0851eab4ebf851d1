package backup

import (
	"slices"
	"strings"

	"github.com/covetpy/platform/sim/kind"
)

// announced are the events that a vault can be set to announce; the others of
// the API are from before EventBridge. Source: Backup API Reference,
// PutBackupVaultNotifications.
var announced = []string{
	"BACKUP_JOB_STARTED", "BACKUP_JOB_COMPLETED", "RESTORE_JOB_STARTED", "RESTORE_JOB_COMPLETED",
	"COPY_JOB_STARTED", "COPY_JOB_SUCCESSFUL", "COPY_JOB_FAILED", "RECOVERY_POINT_MODIFIED",
	"S3_BACKUP_OBJECT_FAILED", "S3_RESTORE_OBJECT_FAILED",
	"CONTINUOUS_BACKUP_INTERRUPTED",
	"RECOVERY_POINT_INDEX_COMPLETED", "RECOVERY_POINT_INDEX_DELETED", "RECOVERY_POINT_INDEXING_FAILED",
}

func vaultNotifications() kind.Kind {
	k := vaultSetting("aws:backup/vaultNotifications:VaultNotifications", "notifications")
	k.Checks = map[string]kind.Check{
		"snsTopicArn": kind.ARN(),
		"backupVaultEvents[*]": kind.OneOf(append([]string{
			"BACKUP_JOB_SUCCESSFUL", "BACKUP_JOB_FAILED", "BACKUP_JOB_EXPIRED",
			"RESTORE_JOB_SUCCESSFUL", "RESTORE_JOB_FAILED",
			"BACKUP_PLAN_CREATED", "BACKUP_PLAN_MODIFIED",
		}, announced...)...),
	}
	k.Refs = append(k.Refs, kind.Topic("snsTopicArn"))
	k.Admit = func(_ kind.World, d kind.Draft) error {
		for _, event := range d.In.Texts("backupVaultEvents[*]") {
			if !slices.Contains(announced, event) {
				return kind.Say("InvalidParameterValueException: Please select from the following list of notifications %s", strings.Join(announced, ", "))
			}
		}
		return nil
	}
	return k
}
