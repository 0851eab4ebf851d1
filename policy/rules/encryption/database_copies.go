package encryption

import "github.com/covetpy/platform/policy/rule"

var databaseCopies = rule.Rule{
	ID:    "encryption-database-copies",
	Title: "Copies and streams of databases are encrypted with a customer-managed key",
	Why: "A copy of a snapshot, a replicated backup and an activity stream hold what the database holds, and leave it: " +
		"for another region, another account or a log. Without a key of one's own there, whoever the service lets in " +
		"reads them.",
	Fix:      "Set kmsKeyId to the ARN of a KMS key of the account, in the region where the copy lies.",
	Severity: rule.Medium,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types: []string{
		"aws:rds/clusterSnapshotCopy:ClusterSnapshotCopy",
		"aws:rds/snapshotCopy:SnapshotCopy",
		"aws:rds/instanceAutomatedBackupsReplication:InstanceAutomatedBackupsReplication",
		"aws:rds/clusterActivityStream:ClusterActivityStream",
	},
	Controls: atRest(rule.FSBP.ID("RDS.4")),
	Since:    "0.3.0",
	Check: func(r *rule.Resource, rep *rule.Report) {
		customerKey(rep, r.At("kmsKeyId"))
	},
}
