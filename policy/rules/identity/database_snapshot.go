package identity

import (
	"slices"
	"strings"

	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/policy/rule/want"
)

var databaseSnapshot = rule.Rule{
	ID:    "identity-database-snapshot",
	Title: "Snapshots of databases are shared with listed accounts only",
	Why: "A snapshot that is shared with \"all\" can be restored by anyone who has an AWS account, and people search for " +
		"such snapshots. One that is shared with an account is that account's to restore, copy and keep.",
	Fix:      "Leave sharedAccounts empty, or list the accounts of one's own in the setting allowedAccounts.",
	Severity: rule.Critical,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types: []string{
		"aws:rds/clusterSnapshot:ClusterSnapshot", "aws:rds/snapshot:Snapshot",
		"aws:rds/clusterSnapshotCopy:ClusterSnapshotCopy", "aws:rds/snapshotCopy:SnapshotCopy",
	},
	Controls: authenticated(rule.FSBP.ID("RDS.1")),
	Settings: []rule.Setting{{
		Name: "allowedAccounts", Doc: "Accounts, by their twelve digits, that snapshots may be shared with.", Texts: rule.Same([]string{}),
	}},
	Since: "0.3.0",
	Check: func(r *rule.Resource, rep *rule.Report) {
		for _, item := range r.At("sharedAccounts").Items() {
			account, known := item.Text()
			if known == rule.Yes {
				known = rule.Of(slices.Contains(rep.Texts("allowedAccounts"), strings.TrimSpace(account)))
			}
			want.Value(rep, item, "it is shared with an account that is not listed", known)
		}
	},
}
