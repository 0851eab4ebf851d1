package identity

import (
	"github.com/covetpy/platform/policy/iam"
	"github.com/covetpy/platform/policy/rule"
)

var foreignPermissions = rule.Rule{
	ID:    "identity-foreign-permissions",
	Title: "No other account may change who has access to a resource",
	Why: "An account that is let in to read is a partner; one that may write the bucket's policy, its access " +
		"lists or its encryption can let in anybody, lock the owner out, or have objects encrypted with a " +
		"key of its own.",
	Fix:      "Take the actions that manage permissions and encryption out of the statement for the other account.",
	Severity: rule.High,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    typesWith(resource | key),
	Controls: leastPrivilege(rule.FSBP.IDs("S3.6")...),
	Since:    "0.3.0",
	Check: func(r *rule.Resource, rep *rule.Report) {
		eachAllow(r, rep, resource|key, func(p place, label string, s iam.Statement) {
			managed := allowed(s, managesAccess)
			if len(managed) == 0 {
				return
			}
			all := func(owners []string) []stranger { return notAmong(rep, owners, nil) }
			for _, who := range outside(s, all) {
				rep.Require(who.known(), p.at, "%s lets %s call %s", label, who.name, first(managed))
			}
		})
	},
}

// managesAccess are AWS's actions on permissions, and those on a bucket's
// encryption. Grants of a key are left out: they are how another account uses a
// shared key with its own machines, and end with the key's policy.
func managesAccess(action string) bool {
	return iam.LevelOf(action) == iam.Permissions && !oneOf("kms:CreateGrant", "kms:RetireGrant", "kms:RevokeGrant")(action) ||
		oneOf("s3:PutEncryptionConfiguration", "s3:PutBucketOwnershipControls")(action)
}
