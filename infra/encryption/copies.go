package encryption

import "github.com/covetpy/platform/infra/identity"

// copied says whether a backup lies under a class's key: that of its vault for
// what AWS Backup manages wholly, buckets and the state of clusters, and that of
// the source for everything else.
func copied(class Class) bool {
	return class == Database || class == Volumes || class == Backups
}

// copies let the accounts that backups are copied to open what they copy: a copy
// job runs there, and fails where the key does not admit its account (AWS Backup
// developer guide, "Creating backup copies across AWS accounts"; AWS Knowledge
// Center, "Given key ID is not accessible"). Who may do so in those accounts is
// their own policies' to say, which KMS asks as well.
func copies(a PolicyArgs) []identity.Statement {
	roots := make([]string, len(a.CopiesTo))
	for i, account := range a.CopiesTo {
		there := a.Where
		there.Account = account
		roots[i] = there.Root()
	}
	who := identity.AWS(roots...)
	return []identity.Statement{
		{
			Sid:       "BackupCopiesUseKey",
			Principal: who,
			Actions:   identity.Actions(encryptAndDecrypt()...),
			Resources: identity.ThisKey(),
		},
		{
			Sid:        "BackupCopiesKeepUsingKey",
			Principal:  who,
			Actions:    identity.Actions("kms:CreateGrant"),
			Resources:  identity.ThisKey(),
			Conditions: []identity.Condition{identity.Bool("kms:GrantIsForAWSResource", true)},
		},
	}
}
