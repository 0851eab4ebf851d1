package objects

import (
	"regexp"

	"github.com/covetpy/platform/infra/fault"
)

// nameForm is what S3 takes as a part of a name, without dots, which would break TLS
// (S3 user guide, "Bucket naming rules").
var nameForm = regexp.MustCompile(`^[a-z][a-z0-9]*(-[a-z0-9]+)*$`)

// Validate returns every fault of the arguments. It looks at plain values alone,
// so it needs no context and registers nothing.
func (a *Args) Validate() fault.Faults {
	var c fault.Check
	c.Join("names", a.Names.Faults())
	c.Join("where", a.Where.Faults())
	c.Require(nameForm.MatchString(a.Name), "name", fault.Written(a.Name), "lower-case letters, digits and single dashes, beginning with a letter: uploads")
	c.Require(a.ExpireDays >= 0, "expireDays", a.ExpireDays, "a number of days, or 0 to keep objects")
	c.Require(a.FormerDays >= 1, "formerDays", a.FormerDays, "at least 1 day")
	return c.Faults()
}
