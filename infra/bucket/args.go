package bucket

import (
	"errors"

	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"github.com/covetpy/platform/infra/identity"
)

// Args says what bucket to make. Either KeyARN or Managed is set.
type Args struct {
	// Name is the physical name. Buckets of all accounts share one name space, so
	// it has account and region in it.
	Name string
	// Where is the account and region.
	Where identity.Scope
	// KeyARN encrypts what the bucket holds.
	KeyARN pulumi.StringInput
	// Managed says that the bucket is encrypted with keys that S3 keeps, because
	// AWS offers nothing else for what it is for.
	Managed *Exception
	// Protect makes Pulumi refuse to delete the bucket, and S3 to delete it while
	// it holds anything.
	Protect bool
	// ExpireDays ends objects so many days after they were written; 0 keeps them.
	ExpireDays int
	// FormerDays is how long what was overwritten or deleted can be brought back,
	// at least 1.
	FormerDays int
	// Lock refuses to let go of objects for a time; nil for none.
	Lock *Lock
	// Grants are the statements of the bucket's policy beyond TLS only.
	Grants []identity.Statement
	// AccessLogs is the bucket that the record of requests goes to; nil for the
	// bucket that holds such records itself.
	AccessLogs pulumi.StringInput
	// Tags of the bucket.
	Tags pulumi.StringMap
}

// Exception is a use for which AWS can't encrypt with a key of ours.
type Exception struct {
	// Reason says why, with its source.
	Reason string
}

// AccessLogs is the exception of the bucket that load balancers and S3 itself
// write their records of requests to.
var AccessLogs = Exception{
	Reason: "access logs of load balancers and of S3 can only be delivered to buckets with S3-managed keys " +
		"(ELB user guide, \"Enable access logs\"; S3 user guide, \"Enabling server access logging\")",
}

// Lock is S3 Object Lock. It can only be chosen when a bucket is made.
type Lock struct {
	// Mode is who may lift the lock early.
	Mode LockMode
	// Days that every object is held.
	Days int
}

// LockMode is who may lift an object's lock early (S3 PutObjectLockConfiguration).
type LockMode string

// The modes.
const (
	// Governance lets whoever has s3:BypassGovernanceRetention.
	Governance LockMode = "GOVERNANCE"
	// Compliance lets nobody, the account's root included.
	Compliance LockMode = "COMPLIANCE"
)

// check finds what a program got wrong: what a person configures is the
// component's to validate.
func (a *Args) check() error {
	var faults []error
	complain := func(bad bool, text string) {
		if bad {
			faults = append(faults, errors.New(text))
		}
	}
	complain(a.Name == "", "Name is empty")
	complain((a.KeyARN == nil) == (a.Managed == nil), "one of KeyARN and Managed has to be set, and not both")
	complain(a.Managed != nil && a.Managed.Reason == "", "Managed gives no reason")
	complain(a.ExpireDays < 0, "ExpireDays is negative")
	complain(a.FormerDays < 1, "FormerDays is below 1: with versions, what expires would stay for ever")
	complain(a.Lock != nil && a.Lock.Days < 1, "Lock.Days is below 1")
	complain(a.Lock != nil && a.ExpireDays > 0 && a.ExpireDays < a.Lock.Days, "objects expire before their lock ends")
	return errors.Join(faults...)
}
