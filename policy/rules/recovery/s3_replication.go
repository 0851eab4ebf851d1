package recovery

import (
	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/policy/rule/want"
)

var s3Replication = rule.Rule{
	ID:    "recovery-s3-replication",
	Title: "S3 replication copies what is encrypted, and is enabled",
	Why: "A rule that is Disabled copies nothing. Nor does one that does not name objects under KMS keys, which S3 " +
		"leaves out without a word: the copy in the other region is then empty on the day that it is needed.",
	Fix:      "In each rule set status to Enabled, and sourceSelectionCriteria.sseKmsEncryptedObjects.status to Enabled.",
	Severity: rule.Medium,
	Levels:   rule.Levels{Dev: rule.Advisory, Staging: rule.Mandatory, Prod: rule.Mandatory},
	Types:    []string{"aws:s3/bucketReplicationConfig:BucketReplicationConfig"},
	Controls: restorable(rule.FSBP.ID("S3.7")),
	Since:    "0.3.0",
	Check: func(r *rule.Resource, rep *rule.Report) {
		rules := r.At("rules")
		if len(rules.Items()) == 0 {
			rep.Fail(rules, "there is no rule")
		}
		for _, item := range rules.Items() {
			want.Value(rep, item.At("status"), "the rule copies nothing", item.At("status").Is("Enabled"))
			keyed := item.At("sourceSelectionCriteria.sseKmsEncryptedObjects.status")
			want.Value(rep, keyed, "objects under KMS keys are left out", keyed.Is("Enabled"))
		}
	},
}
