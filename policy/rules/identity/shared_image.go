package identity

import "github.com/covetpy/platform/policy/rule"

const amiPermission = "aws:ec2/amiLaunchPermission:AmiLaunchPermission"

var sharedImage = rule.Rule{
	ID:    "identity-shared-image",
	Title: "Snapshots and machine images are shared with known accounts alone",
	Why: "A snapshot is the whole disk: data, keys, what was deleted but not overwritten. Shared with the group " +
		"all, or with an account that was mistyped, it is copied within minutes, and nobody is told.",
	Fix:      "Name an account of the setting accounts, or an organisation of one's own, and leave group unset.",
	Severity: rule.High,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    []string{"aws:ec2/snapshotCreateVolumePermission:SnapshotCreateVolumePermission", amiPermission},
	Controls: leastPrivilege(rule.FSBP.ID("EC2.1")),
	Settings: []rule.Setting{{
		Name: "accounts", Doc: "Ids of the accounts, besides the environment's own, that may have its snapshots and images.",
		Texts: rule.Same([]string{}),
	}},
	Since: "0.3.0",
	Check: func(r *rule.Resource, rep *rule.Report) {
		account, group := r.At("accountId"), r.At("group")
		rep.Require(group.Blank(), group, "it is shared with everyone of the group %s", group.Quote())
		if r.Type == amiPermission && account.Present() == rule.No {
			return // with an organisation, or with the group
		}
		rep.Require(knownAccount(rep, account), account, "it is shared with %s, which is no known account", account.Quote())
	},
}
