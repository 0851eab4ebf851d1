package recovery

import (
	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/policy/rule/want"
)

var kmsDeletionWindow = rule.Rule{
	ID:    "recovery-kms-deletion-window",
	Title: "KMS keys wait long enough before they are deleted",
	Why: "A deleted key takes everything that it encrypts with it, backups included, and KMS can't bring it back. " +
		"The waiting time is when somebody notices that something no longer opens.",
	Fix:      "Leave deletionWindowInDays unset (30 days), or set it to no less than the setting days.",
	Severity: rule.High,
	Levels:   rule.Levels{Dev: rule.Advisory, Staging: rule.Mandatory, Prod: rule.Mandatory},
	Types: []string{
		"aws:kms/key:Key",
		"aws:kms/replicaKey:ReplicaKey",
		"aws:kms/externalKey:ExternalKey",
		"aws:kms/replicaExternalKey:ReplicaExternalKey",
	},
	Controls: restorable(rule.FSBP.ID("KMS.3")),
	Settings: []rule.Setting{{
		Name: "days", Doc: "The least number of days between the order to delete a key and its end.",
		Number: &rule.PerTier[float64]{Dev: 7, Staging: 14, Prod: 30},
	}},
	Since: "0.3.0",
	Check: want.When(func(r *rule.Resource) rule.Truth { return r.At("deletionWindowInDays").Present() }, "deletionWindowInDays",
		want.AtLeastSetting("deletionWindowInDays", "the key can be gone too soon (days)", "days")),
}
