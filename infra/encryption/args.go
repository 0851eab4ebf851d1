package encryption

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/covetpy/platform/infra/fault"
	"github.com/covetpy/platform/infra/identity"
	"github.com/covetpy/platform/infra/naming"
)

var accountForm = regexp.MustCompile(`^[0-9]{12}$`)

// What KMS accepts as a waiting period (KMS API reference, ScheduleKeyDeletion).
const (
	minDeletionWindow = 7
	maxDeletionWindow = 30
)

// Args says where an environment's keys live and how they are kept.
type Args struct {
	// Names is what the keys' aliases begin with.
	Names naming.Scope
	// Where is the account and region of the keys.
	Where identity.Scope
	// DeletionWindowDays is how long a deleted key can still be rescued, 7 to
	// 30 days. Everything under the key is lost when they are over.
	DeletionWindowDays int
	// MultiRegion makes keys that can be replicated to another region, as
	// recovery there needs. KMS can't change it: a changed value makes new keys.
	MultiRegion bool
	// Protect makes Pulumi refuse to delete or replace a key.
	Protect bool
	// LogGroupPrefixes are the beginnings of the names of the log groups that
	// may use the logs' key, "/covetpy/dev/". KMS sees the log group's ARN in
	// the encryption context.
	LogGroupPrefixes []string
	// CopiesTo are the accounts that backups of what the keys encrypt are copied
	// to, twelve digits each.
	CopiesTo []string
}

// Alias is the alias of a class, "alias/covetpy-dev-volumes". It is known
// before the key exists, so a role's document can name the key by it: any key
// of the account, on condition that kms:ResourceAliases is this alias.
func (a *Args) Alias(class Class) string {
	return "alias/" + a.Names.Name(naming.KMSAlias, string(class))
}

// Validate returns every fault of the arguments.
func (a *Args) Validate() fault.Faults {
	var c fault.Check
	c.Join("names", a.Names.Faults())
	c.Join("where", a.Where.Faults())
	c.Require(a.DeletionWindowDays >= minDeletionWindow && a.DeletionWindowDays <= maxDeletionWindow,
		"deletionWindowDays", a.DeletionWindowDays, fmt.Sprintf("%d to %d days", minDeletionWindow, maxDeletionWindow))
	for i, prefix := range a.LogGroupPrefixes {
		c.Require(prefix != "" && !strings.ContainsAny(prefix, "*? "), fmt.Sprintf("logGroupPrefixes[%d]", i), prefix,
			"the beginning of log groups' names, without wildcards")
	}
	for i, account := range a.CopiesTo {
		path := fmt.Sprintf("copiesTo[%d]", i)
		c.Require(accountForm.MatchString(account), path, account, "an account's twelve digits")
		c.Require(account != a.Where.Account, path, account, "another account than the keys' own")
	}
	return c.Faults()
}
