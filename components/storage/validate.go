package storage

import (
	"regexp"

	"github.com/covetpy/platform/infra/fault"
)

var accountForm = regexp.MustCompile(`^[0-9]{12}$`)

// Validate returns every fault of the arguments. It looks at plain values alone,
// so it needs no context and registers nothing.
func (a *Args) Validate() fault.Faults {
	var c fault.Check
	c.Require(a.Names.Project != "", "names.project", nil, "the project's name")
	c.Require(a.Names.Environment != "", "names.environment", nil, "the environment's name")
	c.Require(a.Where.Partition != "", "where.partition", nil, "aws or another partition")
	c.Require(a.Where.Region != "", "where.region", nil, "a region, eu-west-1")
	c.Require(accountForm.MatchString(a.Where.Account), "where.account", a.Where.Account, "an account's twelve digits")
	c.Require(a.RetentionDays >= 1, "retentionDays", a.RetentionDays, "at least 1 day")
	return c.Faults()
}
