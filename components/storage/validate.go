package storage

import (
	"github.com/covetpy/platform/infra/fault"
)

// Validate returns every fault of the arguments. It looks at plain values alone,
// so it needs no context and registers nothing.
func (a *Args) Validate() fault.Faults {
	var c fault.Check
	c.Join("names", a.Names.Faults())
	c.Join("where", a.Where.Faults())
	c.Require(a.RetentionDays >= 1, "retentionDays", a.RetentionDays, "at least 1 day")
	return c.Faults()
}
