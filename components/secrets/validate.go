package secrets

import (
	"fmt"
	"maps"
	"regexp"
	"slices"

	"github.com/covetpy/platform/infra/fault"
)

// Limits of Secrets Manager (API reference, CreateSecret and DeleteSecret) and of
// tags, in which the reason is (AWS tagging, "Tag naming limits and requirements").
const (
	leastRecoveryDays = 7
	mostRecoveryDays  = 30
	mostDescription   = 2048
)

var (
	nameForm = regexp.MustCompile(`^[a-z][a-z0-9]*(-[a-z0-9]+)*$`)
	// drawnForm is how an ARN ends.
	drawnForm  = regexp.MustCompile(`-[a-z0-9]{6}$`)
	reasonForm = regexp.MustCompile(`^[\p{L}\p{N} _.:/=+@-]{1,256}$`)
)

// Validate returns every fault of the arguments. It looks at plain values alone,
// so it needs no context and registers nothing.
func (a *Args) Validate() fault.Faults {
	var c fault.Check
	c.Join("names", a.Names.Faults())
	c.Join("where", a.Where.Faults())
	for _, name := range slices.Sorted(maps.Keys(a.Secrets)) {
		path := "secrets." + name
		c.Require(nameForm.MatchString(name), path, fault.Written(name), "lower-case letters, digits and single dashes, beginning with a letter: payments")
		c.Require(!drawnForm.MatchString(name), path, name,
			"a name that does not end in a dash and six characters, as Secrets Manager takes those for the end of an ARN")
		a.Secrets[name].check(&c, path)
	}
	return c.Faults()
}

func (s Secret) check(c *fault.Check, path string) {
	c.Require(s.Description != "" && len(s.Description) <= mostDescription, path+".description", fault.Written(s.Description),
		fmt.Sprintf("what the secret is for, in at most %d characters", mostDescription))
	c.Require(reasonForm.MatchString(s.ChangedBy), path+".changedBy", fault.Written(s.ChangedBy),
		"who changes the value, and when, in at most 256 letters, digits, spaces and _.:/=+-@")
	kept := s.RecoveryDays >= leastRecoveryDays && s.RecoveryDays <= mostRecoveryDays
	c.Require(s.RecoveryDays == 0 || kept, path+".recoveryDays", s.RecoveryDays,
		fmt.Sprintf("0 for none, or %d to %d days", leastRecoveryDays, mostRecoveryDays))
}
