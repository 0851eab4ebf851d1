package recovery

import (
	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/policy/rule/want"
)

var s3Versioning = rule.Rule{
	ID:    "recovery-s3-versioning",
	Title: "S3 versioning is enabled",
	Why: "Suspended, or Disabled, an object that is overwritten or deleted is gone at once. Versions are also what " +
		"object lock, replication and backups of the bucket rest on.",
	Fix:      "Set versioningConfiguration.status to Enabled.",
	Severity: rule.Medium,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    []string{"aws:s3/bucketVersioning:BucketVersioning"},
	Controls: restorable(rule.FSBP.ID("S3.14")),
	Since:    "0.3.0",
	Check:    want.OneOf("versioningConfiguration.status", "versions are not kept", "Enabled"),
}
