package encryption

import "github.com/covetpy/platform/infra/identity"

// PolicyArgs is what key policies depend on.
type PolicyArgs struct {
	// Where is the account and region that may use the key.
	Where identity.Scope
	// LogGroupPrefixes are the beginnings of names of the log groups that may
	// use the logs' key. That class needs at least one.
	LogGroupPrefixes []string
	// CopiesTo are the accounts that backups are copied to.
	CopiesTo []string
}

// Policy is the key policy of a class: a statement for each need, and nothing
// for anyone else. The account administers the key; the account's principals
// use it only through the services of the class (kms:ViaService and
// kms:CallerAccount, as AWS's own managed keys have it); a service that uses it
// in its own name does so for this account's resources alone.
func Policy(class Class, a PolicyArgs) identity.Document {
	statements := []identity.Statement{administration(a.Where)}
	for _, service := range callers(class) {
		statements = append(statements, service.statements(a.Where)...)
	}
	statements = append(statements, own(class, a)...)
	if len(a.CopiesTo) > 0 && copied(class) {
		statements = append(statements, copies(a)...)
	}
	return identity.Document{Statements: statements}
}

// administration lets the account's own IAM policies decide who manages the
// key. Without it a key whose only administrator is deleted is lost (KMS
// developer guide, "Default key policy").
func administration(where identity.Scope) identity.Statement {
	return identity.Statement{
		Sid:       "AccountAdministersKey",
		Principal: identity.AWS(where.Root()),
		Actions: []identity.Action{identity.AllActions("kms",
			"a key policy that leaves out an action locks the account out of its own key")},
		Resources: identity.ThisKey(),
	}
}

// caller is a service that uses the key as whoever called it.
type caller struct {
	name   string   // in statement ids, "Volumes"
	host   string   // first part of kms:ViaService
	uses   []string // what it asks of the key
	grants bool     // whether it keeps using the key after the call, by a grant
}

func (s caller) statements(where identity.Scope) []identity.Statement {
	who := []identity.Condition{
		identity.StringEquals("kms:CallerAccount", where.Account),
		identity.StringEquals("kms:ViaService", s.host+"."+where.Region+".amazonaws.com"),
	}
	out := []identity.Statement{{
		Sid:        "AccountUsesKeyThrough" + s.name,
		Principal:  identity.Anyone(),
		Actions:    identity.Actions(s.uses...),
		Resources:  identity.ThisKey(),
		Conditions: who,
	}}
	if s.grants {
		out = append(out, grant(s.name+"KeepsUsingKey", who))
	}
	return out
}

// grant lets a service make grants, and only for itself: a person could
// otherwise hand the key on without a trace in any policy.
func grant(sid string, who []identity.Condition) identity.Statement {
	return identity.Statement{
		Sid:        sid,
		Principal:  identity.Anyone(),
		Actions:    identity.Actions("kms:CreateGrant"),
		Resources:  identity.ThisKey(),
		Conditions: append([]identity.Condition{identity.Bool("kms:GrantIsForAWSResource", true)}, who...),
	}
}

// What is asked of a key. KMS guides write these with wildcards; spelt out,
// they stay what they are when AWS adds an operation.
func encryptAndDecrypt() []string {
	return []string{
		"kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey",
		"kms:GenerateDataKeyWithoutPlaintext", "kms:ReEncryptFrom", "kms:ReEncryptTo",
	}
}

func envelope() []string {
	return []string{"kms:Decrypt", "kms:DescribeKey", "kms:GenerateDataKey"}
}
